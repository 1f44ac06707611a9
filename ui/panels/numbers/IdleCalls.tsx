import { useId } from 'preact/hooks';
import { Pill, Time } from '../../kit/index.ts';
import { Trace } from '../../kit/Trace.tsx';
import { useQuery } from '../../query.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { partyText, prose, TONE, traceSteps } from '../call-log/words.ts';
import { type IdleCall, readIdleCalls } from './calls.ts';

/** The last calls to a number that came while nobody had it, each with why it went where it went. */
export function IdleCalls({ numberId, isLinked }: { numberId: string; isLinked: boolean }) {
  const { idleCalls: words } = t.numbers;
  const id = useId();
  const query = useQuery(`idle calls ${numberId}`, () => readIdleCalls(numberId));
  const calls = query.data ?? [];
  if (query.data && calls.length === 0 && !isLinked) return null;
  return (
    <section class="stack numbers-idle" aria-labelledby={id}>
      <h3 id={id}>{isLinked ? words.titleAgent : words.title}</h3>
      <Refusal problem={query.problem} onAgain={query.again} />
      {query.data && calls.length === 0 && <p class="secondary">{words.none}</p>}
      {calls.length > 0 && (
        <ul class="numbers-calls" data-testid="idle-calls">
          {calls.map(call => (
            <li key={call.id}>
              <Line call={call} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Line({ call }: { call: IdleCall }) {
  return (
    <details data-testid={`idle-call-${call.id}`}>
      <summary>
        <span class="number">{partyText(call.from)}</span>
        <Pill tone={TONE[call.status]}>{t.callLog.status[call.status] ?? call.status}</Pill>
        <span class="secondary push">
          <Time at={call.startedAt} />
        </span>
      </summary>
      <p class="secondary">{prose(call.summary)}</p>
      {call.trace.length > 0 ? (
        <Trace steps={traceSteps(call.trace)} testid="idle-trace" />
      ) : (
        <p class="secondary">{t.callLog.detail.whyNone}</p>
      )}
    </details>
  );
}
