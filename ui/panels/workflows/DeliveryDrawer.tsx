import { Drawer, Facts, Notice, Pill, SkeletonPage, Time } from '../../kit/index.ts';
import { useQuery } from '../../query.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { type Catalogue, readDelivery } from './calls.ts';
import { Payload } from './Payload.tsx';
import { Resend } from './Resend.tsx';
import { useTicking } from './useTicking.ts';
import { DELIVERY_TONE, deliveryTrouble, named } from './words.ts';

/** One delivery: how it stands, why, and what it carries. */
export function DeliveryDrawer(props: { id: string; catalogue: Catalogue | undefined; onClose: () => void }) {
  const asked = useQuery(`workflow-delivery ${props.id}`, () => readDelivery(props.id));
  useTicking(asked.again);
  const { delivery: words, ...all } = t.workflows;
  const one = asked.data;
  const name = one ? named(props.catalogue, one.event.trigger) : all.deliveries;
  return (
    <Drawer
      title={name}
      width="520px"
      onClose={props.onClose}
      testid="delivery-drawer"
      foot={one && <Resend delivery={one} name={name} />}
    >
      {asked.loading && <SkeletonPage />}
      {asked.problem?.status === 404 ? (
        <Notice tone="info">{words.gone}</Notice>
      ) : (
        <Refusal problem={asked.problem} onAgain={asked.again} />
      )}
      {one && (
        <div class="stack">
          <div>
            <Pill tone={DELIVERY_TONE[one.state]} testid="delivery-state-pill">
              {words.state[one.state]}
            </Pill>
          </div>
          {one.error && one.state !== 'delivered' && (
            <Notice tone={one.state === 'failed' ? 'bad' : 'wait'} title={words.error}>
              {deliveryTrouble(one)}
            </Notice>
          )}
          {one.hook.ended && <Notice tone="info">{words.ended}</Notice>}
          <Facts
            entries={[
              [
                words.to,
                <span key="to" class="workflows-whole">
                  {one.hook.targetUrl}
                </span>,
              ],
              [words.answered, one.status === null ? null : words.status(one.status)],
              [words.tries, one.attempts],
              [words.lastTry, one.triedAt === null ? null : <Time key="last" at={one.triedAt} as="exact" />],
              [words.nextTry, one.nextAt === null ? null : <Time key="next" at={one.nextAt} as="exact" />],
              [all.run.id, <code key="id">{one.event.id}</code>],
            ]}
          />
          <Payload title={all.run.payload} value={one.payload} />
        </div>
      )}
    </Drawer>
  );
}
