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

/** The bank wants the owner: their page is opened from the foot, and what comes of it is noticed here. */
export function Consent() {
  const { consent: words } = t.numbers.purchase;
  return (
    <div role="status" class="stack" data-testid="purchase-consent">
      <p>{words.why}</p>
      <p class="secondary">{words.leave}</p>
    </div>
  );
}

/** It is in the pool. */
export function Bought({ purchase, isOwn }: { purchase: Purchase; isOwn: boolean }) {
  const { purchase: words } = t.numbers;
  return (
    <div role="status" class="stack" data-testid="purchase-done">
      <p>{isOwn ? words.boughtOwn : words.boughtWhy(moneyText(purchase.amount, purchase.currency))}</p>
      <Support />
    </div>
  );
}
