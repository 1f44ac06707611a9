import './host-sync.css';
import { useEffect } from 'preact/hooks';
import { useAction } from '../../../action.ts';
import { Button, Facts, Notice, Progress, Time } from '../../../kit/index.ts';
import { useQuery } from '../../../query.ts';
import { Ready } from '../../../shell/Ready.tsx';
import { Refusal } from '../../../shell/Refusal.tsx';
import { t } from '../../../text/index.ts';
import { Section } from '../Section.tsx';
import { askForSync, type HostSync as Fares, type Part, readHostSync } from './calls.ts';

/** What nothing else announces, such as pages in which nothing changed, is asked for again so often. */
const LOOK_MS = 3000;

/** How far sub-accounts, people and contacts are taken over from the CRM, and having it looked through now (H-5, C-1). */
export function HostSync() {
  const query = useQuery('host-sync', readHostSync);
  const { again, data } = query;
  useEffect(() => {
    if (!data?.isUnderWay) return;
    const timer = setTimeout(again, LOOK_MS);
    return () => clearTimeout(timer);
  }, [data]);
  if (data && !data.canAsk && !data.places) return null;
  return (
    <Section title={t.hostSync.title} about={t.hostSync.about} testid="host-sync">
      <Ready query={query}>{fares => <State fares={fares} again={again} />}</Ready>
    </Section>
  );
}

function State({ fares, again }: { fares: Fares; again: () => void }) {
  const words = t.hostSync;
  const { isUnderWay, lookedAt, places, people, contacts, canAsk } = fares;
  const asking = useAction(askForSync, again);
  const wrong = [places, people].filter(part => part?.state === 'failed').length + contacts.failed;
  const shown = contacts.items.filter(({ state, error }) => state !== 'done' || error !== null);
  return (
    <>
      {isUnderWay && (
        <Progress
          label={words.underWay(contacts.done, contacts.all)}
          done={contacts.all ? contacts.done / contacts.all : undefined}
        />
      )}
      {wrong > 0 && !isUnderWay && (
        <Notice tone="bad" title={words.failed} testid="host-sync-failed">
          {words.failedWhy}
        </Notice>
      )}
      <Facts
        entries={[
          [words.places, places && part(places)],
          [words.people, people && part(people)],
          [words.contacts, contacts.all > 0 && words.contactsOf(contacts.records, contacts.all)],
          [words.last, lookedAt === null ? words.never : <Time at={lookedAt} />],
        ]}
      />
      {shown.length > 0 && (
        <ul class="host-sync-list" aria-label={words.list}>
          {shown.map(one => (
            <li key={one.subAccountId} data-testid={`host-sync-${one.subAccountId}`}>
              <strong>{one.name}</strong>
              <span class="secondary">{part(one)}</span>
            </li>
          ))}
        </ul>
      )}
      {canAsk && (
        <div>
          <Button busy={asking.busy} disabled={isUnderWay} onClick={() => void asking.run()} testid="host-sync-now">
            {words.now}
          </Button>
        </div>
      )}
      <Refusal problem={asking.problem} />
    </>
  );
}

/** One part in words: how many, of how many, and what holds it up. */
function part({ state, done, total, againAt, error }: Omit<Part, 'kind' | 'subAccountId' | 'name'>) {
  const words = t.hostSync;
  if (state === 'waiting') return words.waiting;
  const count = state === 'running' && total !== null ? words.of(done, total) : words.count(done);
  if (state === 'failed') return words.stopped(count, error ?? '');
  if (againAt !== null && error !== null) return words.held(count, error);
  return count;
}
