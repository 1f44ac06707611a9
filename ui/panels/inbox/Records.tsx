import './record.css';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { now } from '../../clock.ts';
import { Button, dayText, Icon, Time } from '../../kit/index.ts';
import { t } from '../../text/index.ts';
import { viewer } from '../../viewer.ts';
import { CallRecord } from './CallRecord.tsx';
import type { InboxRecord, Thread } from './calls.ts';
import { isNarrow } from './place.ts';
import { TextRecord } from './TextRecord.tsx';

type Claim = NonNullable<Thread['claim']>;
type Line = { at: number; id: string } & ({ record: InboxRecord } | { claim: Claim });

/** What passed between us, oldest first, day by day; opens at its end and stays there while new things come. */
export function Records(props: { thread: Thread; onMore: (() => void) | undefined; loadingMore: boolean }) {
  const { thread, onMore } = props;
  const box = useRef<HTMLDivElement>(null);
  const lines = linesOf(thread);
  useStayAtEnd(box, lines.at(-1)?.id);
  return (
    // Scrolls by keys too, which a box without controls in it would not.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable
    <div ref={box} class="talk-records" tabIndex={0} role="log" aria-label={t.inbox.conversation} data-testid="records">
      {onMore && (
        <div class="inbox-more">
          <Button small busy={props.loadingMore} onClick={onMore} testid="older">
            {t.inbox.older}
          </Button>
        </div>
      )}
      <ol>
        {lines.map((line, i) => {
          const day = dayText(line.at);
          const before = lines[i - 1];
          return (
            <li key={line.id} class="talk-line">
              {(!before || dayText(before.at) !== day) && <div class="talk-day">{dayWord(line.at, day)}</div>}
              {'claim' in line ? <Claimed claim={line.claim} /> : <Record record={line.record} thread={thread} />}
            </li>
          );
        })}
      </ol>
    </div>
  );
}

function Record({ record, thread }: { record: InboxRecord; thread: Thread }) {
  return record.kind === 'call' ? <CallRecord record={record} /> : <TextRecord record={record} thread={thread} />;
}

function linesOf({ records, claim }: Thread): readonly Line[] {
  const lines: Line[] = records.map(record => ({ at: record.at, id: record.id, record }));
  const oldest = records[0];
  if (claim && (!oldest || claim.at >= oldest.at)) lines.push({ at: claim.at, id: 'claim', claim });
  return lines.sort((a, b) => a.at - b.at);
}

/** With the zone's name where it is not the viewer's own. */
function dayWord(at: number, day: string): string {
  const word = day === dayText(now()) ? t.inbox.today : day;
  const { locale, zone, tz } = viewer.value;
  if (zone === tz) return word;
  const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'short' }).formatToParts(at);
  return `${word}, ${parts.find(part => part.type === 'timeZoneName')?.value ?? zone}`;
}

function Claimed({ claim }: { claim: Claim }) {
  return (
    <div class="talk-event">
      <Icon name="person" size={14} />
      <span>
        {claim.mine ? t.inbox.claimedByYou : <bdi>{t.inbox.claimedAt(claim.by.name)}</bdi>} · <Time at={claim.at} />
      </span>
    </div>
  );
}

/** How near to its end counts as reading the end, px. */
const NEAR = 120;

function useStayAtEnd(box: { current: HTMLDivElement | null }, last: string | undefined): void {
  const atEnd = useRef(true);
  const scrolls = () => (isNarrow() ? box.current?.closest<HTMLElement>('.shell-main') : box.current);

  useEffect(() => {
    const place = scrolls();
    const note = () => {
      if (place) atEnd.current = place.scrollHeight - place.scrollTop - place.clientHeight < NEAR;
    };
    const toEnd = () => {
      if (place && atEnd.current) place.scrollTop = place.scrollHeight;
    };
    place?.addEventListener('scroll', note, { passive: true });
    // Pictures arrive later and push the end down.
    const grown = new ResizeObserver(toEnd);
    if (box.current?.lastElementChild) grown.observe(box.current.lastElementChild);
    return () => {
      place?.removeEventListener('scroll', note);
      grown.disconnect();
    };
  }, []);

  useLayoutEffect(() => {
    const place = scrolls();
    if (place && atEnd.current) place.scrollTop = place.scrollHeight;
  }, [last]);
}
