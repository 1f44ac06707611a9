import { useId } from 'preact/hooks';
import { t } from '../../text/index.ts';
import type { Forwarded } from './calls.ts';
import { pathOf, type Rest } from './path.ts';

/** What happens to a call with what is chosen now, as numbered steps. */
export function PathSteps({ number, rest }: { number: Forwarded; rest: Rest }) {
  const id = useId();
  return (
    <section class="forwarding-steps" aria-labelledby={id} aria-live="polite">
      <h3 id={id}>{t.forwarding.drawer.happens}</h3>
      <ol data-testid="forwarding-steps">
        {pathOf(number, rest).map(step => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </section>
  );
}
