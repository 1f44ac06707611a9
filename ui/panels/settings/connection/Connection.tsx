import './connection.css';
import { useEffect, useState } from 'preact/hooks';
import { useAction } from '../../../action.ts';
import { Button, Facts, LinkButton, Notice, Time, type Tone } from '../../../kit/index.ts';
import { useQuery } from '../../../query.ts';
import { GoTo } from '../../../shell/GoTo.tsx';
import { Ready } from '../../../shell/Ready.tsx';
import { Refusal } from '../../../shell/Refusal.tsx';
import { t } from '../../../text/index.ts';
import { openTab, sendTab } from '../../phone-numbers/tab.ts';
import { Section } from '../Section.tsx';
import { type Connection as Fares, openInstallPage, readConnection } from './calls.ts';
import { Domains } from './Domains.tsx';

/** How the CRM is connected, what was last heard of it, and under which domains it is opened (H-2, H-3). */
export function Connection() {
  const query = useQuery('connection', readConnection);
  return (
    <>
      <Section title={t.connection.title} about={t.connection.about} testid="connection">
        <Ready query={query}>{fares => <State fares={fares} />}</Ready>
      </Section>
      {query.data && <Domains domains={query.data.domains} />}
    </>
  );
}

const TONES: Record<Fares['state'], Exclude<Tone, 'free'>> = {
  connected: 'good',
  partly: 'wait',
  refused: 'bad',
  missing: 'wait',
  events_only: 'info',
};

function State({ fares }: { fares: Fares }) {
  const words = t.connection;
  const { state, host, isApp, lastEventAt, renewedAt, failedEvents } = fares;
  const mayConnect = isApp && state !== 'connected';
  return (
    <>
      <Notice tone={TONES[state]} title={words.state[state](host)} testid={`connection-${state}`}>
        {words.why[state]}
      </Notice>
      {mayConnect && <Connect state={state} />}
      <Facts
        entries={[
          [words.lastEvent, lastEventAt === null ? words.never : <Time at={lastEventAt} />],
          [words.renewed, isApp && renewedAt !== null && <Time at={renewedAt} />],
        ]}
      />
      {failedEvents > 0 && (
        <p>
          {words.failed(failedEvents)}.{' '}
          <GoTo panel="failures" testid="connection-failures">
            {words.failedLink}
          </GoTo>
        </p>
      )}
    </>
  );
}

/** The CRM's page refuses framing, so that it opens in a tab of its own. */
function Connect({ state }: { state: Fares['state'] }) {
  const words = t.connection;
  const [page, setPage] = useState<{ url: string; opened: boolean } | null>(null);
  const asking = useAction(openInstallPage);
  // Once it is connected the page is behind us.
  useEffect(() => setPage(null), [state]);
  const open = async () => {
    const tab = openTab(words.opening);
    const answer = await asking.run();
    if (answer) setPage({ url: answer.url, opened: sendTab(tab, answer.url) });
    else tab?.close();
  };
  return (
    <>
      {page ? (
        <Notice
          tone={page.opened ? 'info' : 'wait'}
          acts={
            <LinkButton href={page.url} kind={page.opened ? 'plain' : 'primary'} testid="connection-link">
              {words.open}
            </LinkButton>
          }
        >
          {page.opened ? words.opened : words.blocked}
        </Notice>
      ) : (
        <Button kind="primary" busy={asking.busy} onClick={() => void open()} testid="connect-again">
          {state === 'refused' ? words.connectAgain : words.connect}
        </Button>
      )}
      <Refusal problem={asking.problem} />
    </>
  );
}
