import { useEffect, useRef } from 'preact/hooks';
import { useAction } from '../../action.ts';
import { minute, now } from '../../clock.ts';
import { Button, Progress, Time, toast } from '../../kit/index.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { type Findings, reconcile } from './calls.ts';
import { stateOf } from './finding-state.ts';

const LONG_MS = 60_000;

/** When the books were last compared, and *Reconcile now*, which is followed until it is done. */
export function Reconcile({ findings }: { findings: Findings | undefined }) {
  const words = t.activity.reconcile;
  const start = useAction(reconcile);
  minute.value;
  const startedAt = findings?.startedAt ?? null;
  const doneAt = findings?.reconciledAt ?? null;
  const running = startedAt !== null && (doneAt === null || doneAt < startedAt);
  const open = findings?.items.filter(one => stateOf(one) === 'open').length ?? 0;

  const ran = useRef(false);
  useEffect(() => {
    if (ran.current && !running && findings) toast(words.done(open));
    if (findings) ran.current = running;
  }, [running, findings]);

  return (
    <div class="reconcile" data-testid="reconcile">
      <div class="reconcile-head">
        <div>
          <p>{words.about}</p>
          {findings && !running && (
            <p class="secondary" role="status" data-testid="reconciled-at">
              {doneAt === null ? (
                words.never
              ) : (
                <>
                  {words.last} <Time at={doneAt} />.
                </>
              )}
            </p>
          )}
        </div>
        <Button busy={start.busy || running} onClick={() => void start.run()} testid="reconcile-now">
          {words.now}
        </Button>
      </div>
      {running && (
        <div role="status" data-testid="reconcile-running">
          <Progress label={words.running} />
          {now() - startedAt > LONG_MS && <p class="secondary">{words.runningLong}</p>}
        </div>
      )}
      <Refusal problem={start.problem} />
    </div>
  );
}
