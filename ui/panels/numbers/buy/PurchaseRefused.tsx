import type { Problem } from '../../../api.ts';
import { Button, moneyText, Notice } from '../../../kit/index.ts';
import { Refusal } from '../../../shell/Refusal.tsx';
import { t } from '../../../text/index.ts';
import type { Price } from './calls.ts';

interface PurchaseRefusedProps {
  problem: Problem;
  /** The price that was confirmed. */
  price: Price;
  onConfirm: (price: Price) => void;
  onRepeat: () => void;
  onAnother: () => void;
}

/** Why it was not bought, and the one step that helps: a new price, the same request again, or another number. */
export function PurchaseRefused({ problem, price, onConfirm, onRepeat, onAnother }: PurchaseRefusedProps) {
  const { purchase: words } = t.numbers;
  const { code } = problem;
  const asks = newPrice(problem);
  // No answer, or one from something in between: the purchase may have happened.
  const unsure = problem.status === 0 || (problem.status >= 500 && code !== 'carrier_unavailable');
  const again = unsure || code === 'carrier_unavailable';
  const sameNumber = code === 'card_declined' || code === 'payment_failed' || code === 'no_card';

  const act = asks ? (
    <Button small kind="primary" onClick={() => onConfirm(asks)} testid="purchase-new-price">
      {words.atNewPrice(moneyText(asks.amount, asks.currency))}
    </Button>
  ) : again || sameNumber ? (
    <Button small onClick={again ? onRepeat : () => onConfirm(price)} testid="purchase-again">
      {words.tryAgain}
    </Button>
  ) : (
    <Button small onClick={onAnother} testid="purchase-another">
      {words.another}
    </Button>
  );
  return (
    <>
      <Refusal problem={problem} acts={act} testid={`purchase-${code}`} />
      {asks && <p>{words.newPrice(moneyText(price.amount, price.currency), moneyText(asks.amount, asks.currency))}</p>}
      {unsure && <Notice tone="info">{words.unsure}</Notice>}
    </>
  );
}

/** The price now, when that is what stopped it (N-1). */
function newPrice(problem: Problem): Price | undefined {
  const now = problem.more.params as Partial<Price> | undefined;
  if (problem.code !== 'price_changed' || now?.amount === undefined || !now.currency) return undefined;
  return { amount: now.amount, currency: now.currency };
}
