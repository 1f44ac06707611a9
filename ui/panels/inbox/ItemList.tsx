import { useRef } from 'preact/hooks';
import { Button, Empty, Icon, Skeleton } from '../../kit/index.ts';
import { t } from '../../text/index.ts';
import type { View } from './calls.ts';
import { ItemRow } from './ItemRow.tsx';
import { hasLeft, type Left, useLeaving } from './leaving.ts';
import type { useInbox } from './useInbox.ts';
import { useKeepFocus } from './useKeepFocus.ts';
import { callerName } from './words.ts';

/** The callers of one list; arrows move through it. */
export function ItemList(props: { view: View; list: ReturnType<typeof useInbox>; current: string | undefined }) {
  const { view, list, current } = props;
  const box = useRef<HTMLUListElement>(null);
  const items = list.data?.items ?? [];
  const lines = useLeaving(view, items, list.data?.taken ?? []);
  const first = items.some(item => item.key === current) ? current : items[0]?.key;

  useKeepFocus(box);

  const onKeyDown = (event: KeyboardEvent) => {
    const links = [...(box.current?.querySelectorAll<HTMLElement>('a') ?? [])];
    const now = links.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: links.length - 1 }[event.key];
    const next = to === undefined ? undefined : links[to];
    if (!next) return;
    event.preventDefault();
    next.focus();
  };

  if (list.loading) return <SkeletonItems />;
  if (lines.length === 0) return list.data ? <NothingHere view={view} onMore={list.onMore} /> : null;
  return (
    <div class="inbox-scroll">
      <ul ref={box} class="inbox-list" aria-label={t.inbox.list} onKeyDown={onKeyDown} data-testid="inbox-list">
        {lines.map(line =>
          hasLeft(line) ? (
            <TakenLine key={line.key} line={line} />
          ) : (
            <ItemRow
              key={line.key}
              item={line}
              view={view}
              isCurrent={line.key === current}
              isFirst={line.key === first}
            />
          ),
        )}
      </ul>
      {list.onMore && (
        <div class="inbox-more">
          <Button small busy={list.loadingMore} onClick={list.onMore} testid="inbox-more">
            {t.kit.loadMore}
          </Button>
        </div>
      )}
      <p class="sr-only" role="status">
        {lines.filter(hasLeft).map(line => t.inbox.took(line.by, callerName(line.left)))}
      </p>
    </div>
  );
}

/** Where an item was: who took the caller. */
function TakenLine({ line }: { line: Left }) {
  return (
    <li class="inbox-taken" tabIndex={-1} data-key={line.key} data-testid={`taken-${line.key}`}>
      <Icon name="person" size={14} />
      <span>
        <bdi>{t.inbox.took(line.by, callerName(line.left))}</bdi>
      </span>
    </li>
  );
}

function NothingHere({ view, onMore }: { view: View; onMore: (() => void) | undefined }) {
  const { title, why } = t.inbox.empty[view];
  return (
    <Empty icon="inbox" title={title} act={onMore && <Button onClick={onMore}>{t.kit.loadMore}</Button>}>
      {why}
    </Empty>
  );
}

function SkeletonItems() {
  return (
    <div role="status">
      <span class="sr-only">{t.kit.loading}</span>
      {['58%', '44%', '66%', '50%', '61%'].map(width => (
        <div key={width} class="inbox-ghost">
          <Skeleton width={width} height="14px" />
          <Skeleton width="88%" />
        </div>
      ))}
    </div>
  );
}
