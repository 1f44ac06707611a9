import { Drawer, Facts, Notice, Pill, SkeletonPage, Time } from '../../kit/index.ts';
import { useQuery } from '../../query.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { type Catalogue, readRun } from './calls.ts';
import { Payload } from './Payload.tsx';
import { Resend } from './Resend.tsx';
import { DELIVERY_TONE, deliveryTrouble, named, placeName, receiver, runState } from './words.ts';

/** One run: what was told and where it was sent, or what was asked for and answered. */
export function RunDrawer(props: { id: string; catalogue: Catalogue | undefined; onClose: () => void }) {
  const asked = useQuery(`workflow-run ${props.id}`, () => readRun(props.id));
  const words = t.workflows;
  const run = asked.data;
  const isGone = asked.problem?.status === 404;
  return (
    <Drawer
      title={run ? named(props.catalogue, run.key) : words.title}
      subtitle={run && words.kind[run.kind]}
      width="520px"
      onClose={props.onClose}
      testid="run-drawer"
    >
      {asked.loading && <SkeletonPage />}
      {isGone ? (
        <Notice tone="info">{words.run.gone}</Notice>
      ) : (
        <Refusal problem={asked.problem} onAgain={asked.again} />
      )}
      {run && (
        <div class="stack">
          <div>
            <Pill tone={runState(run).tone}>{runState(run).text}</Pill>
          </div>
          {run.error && <Notice tone="bad">{run.error}</Notice>}
          <Facts
            entries={[
              [words.run.at, <Time key="at" at={run.at} as="exact" />],
              [words.place, <bdi key="place">{placeName(run.subAccount)}</bdi>],
              [words.run.id, <code key="id">{run.id}</code>],
            ]}
          />
          {run.deliveries.length > 0 && (
            <section class="stack workflows-section" aria-label={words.run.sentTo}>
              <h3>{words.run.sentTo}</h3>
              <ul class="workflows-sent">
                {run.deliveries.map(delivery => (
                  <li key={delivery.id}>
                    <span class="workflows-what">
                      <span class="workflows-cut">
                        {delivery.hook.kind === 'highlevel' ? words.hook.byCrm : receiver(delivery.hook.targetUrl)}
                      </span>
                      <span class="secondary">{deliveryTrouble(delivery)}</span>
                    </span>
                    <Pill tone={DELIVERY_TONE[delivery.state]}>{words.delivery.state[delivery.state]}</Pill>
                    <Resend delivery={delivery} name={named(props.catalogue, run.key)} />
                  </li>
                ))}
              </ul>
            </section>
          )}
          <Payload title={run.kind === 'trigger' ? words.run.payload : words.run.input} value={run.detail} />
          {run.answer && <Payload title={words.run.answer} value={run.answer} />}
        </div>
      )}
    </Drawer>
  );
}
