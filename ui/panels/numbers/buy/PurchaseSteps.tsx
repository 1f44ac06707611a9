import { moneyText, Notice, type Step, Steps } from '../../../kit/index.ts';
import { Support } from '../../../shell/Refusal.tsx';
import { t } from '../../../text/index.ts';
import type { Purchase } from './calls.ts';

/** What is being done right now. Until the server has answered, it is charging the card. */
export function Working({ state, slow }: { state: Purchase['state'] | undefined; slow: boolean }) {
  const { purchase: words } = t.numbers;
  return (
    <div role="status" class="stack">
      <Steps steps={stepsAt(state)} testid="purchase-steps" />
      {slow && (
        <Notice tone="wait" title={words.slow.title}>
          {words.slow.why}
        </Notice>
      )}
    </div>
  );
}

function stepsAt(state: Purchase['state'] | undefined): Step[] {
  const { step } = t.numbers.purchase;
  if (state === 'refunding') {
    return [
      { text: step.charge, state: 'done' },
      { text: step.order, state: 'failed' },
      { text: step.refund, state: 'now' },
    ];
  }
  const at = state === 'charged' ? 1 : state === 'ordered' ? 2 : 0;
  return [step.charge, step.order, step.pool].map((text, i) => ({
    text,
    state: i < at ? 'done' : i === at ? 'now' : 'todo',
  }));
}

/** It is in the pool. */
export function Bought({ purchase }: { purchase: Purchase }) {
  const { purchase: words } = t.numbers;
  return (
    <div role="status" class="stack" data-testid="purchase-done">
      <p>{words.boughtWhy(moneyText(purchase.amount, purchase.currency))}</p>
      <Support />
    </div>
  );
}
