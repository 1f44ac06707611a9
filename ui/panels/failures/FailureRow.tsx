import { useAction } from '../../action.ts';
import { Button, Pill, Time } from '../../kit/index.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { type Failure, retry } from './calls.ts';

/** One thing that did not get through: what, since when, how often it was tried, and why, folded away. */
export function FailureRow(props: { failure: Failure; wasTried: Failure | undefined; onTried: () => void }) {
  const { failure, wasTried } = props;
  const words = t.failures;
  const trying = useAction(() => retry(failure.id), props.onTried);
  // It left the list when it was retried; being back means that it failed again.
  const again = wasTried && wasTried.parkedAt < failure.parkedAt;
  return (
    <li class="failure" data-testid={`failure-${failure.id}`}>
      <div class="failure-what">
        <strong>{failure.what}</strong>
        <div class="secondary failure-facts">
          <Pill tone="bad">{again ? words.failedAgain : (words.kind[failure.kind] ?? failure.kind)}</Pill>
          <span>
            {words.since} <Time at={failure.since} />
          </span>
          <span>{words.attempts(failure.attempts)}</span>
        </div>
        <details class="failure-error">
          <summary data-testid={`error-${failure.id}`}>{words.error}</summary>
          <p>{failure.error}</p>
        </details>
        <Refusal problem={trying.problem} />
      </div>
      <Button
        small
        busy={trying.busy}
        onClick={() => void trying.run()}
        label={words.retryName(failure.what)}
        testid={`retry-${failure.id}`}
      >
        {words.retry}
      </Button>
    </li>
  );
}
