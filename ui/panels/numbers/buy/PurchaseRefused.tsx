import type { Ref } from 'preact';
import { Problem } from '../../../api.ts';
import { Button, moneyText } from '../../../kit/index.ts';
import { Refusal } from '../../../shell/Refusal.tsx';
import { t } from '../../../text/index.ts';
import { numberText } from '../words.ts';
import type { Price } from './calls.ts';
import { newPrice, unsure } from './refused.ts';

interface PurchaseRefusedProps {
  problem: Problem;
  e164: string;
  /** The price that was confirmed. */
  price: Price;
  /** Gets the button that mends it. */
  mend: Ref<HTMLButtonElement>;
  onConfirm: (price: Price) => void;
  onRepeat: () => void;
  onAnother: () => void;
}

type Mend = 'new-price' | 'repeat' | 'confirm' | 'another';

/** Why it was not bought, and the one step that helps: a new price, the same request again, or another number. */
export function PurchaseRefused(props: PurchaseRefusedProps) {
  const { problem, price, onConfirm } = props;
  const { purchase: words } = t.numbers;
  const asks = newPrice(problem);
  const mend = asks ? 'new-price' : mendFor(problem);
  const acts: Record<Mend, { label: string; onClick: () => void }> = {
    'new-price': {
      label: asks ? words.atNewPrice(moneyText(asks.amount, asks.currency)) : '',
      onClick: () => onConfirm(asks ?? price),
    },
    repeat: { label: words.tryAgain, onClick: props.onRepeat },
    confirm: { label: words.tryAgain, onClick: () => onConfirm(price) },
    another: { label: words.another, onClick: props.onAnother },
  };
  const { label, onClick } = acts[mend];
  return (
    <Refusal
      problem={inWords(problem, props.e164, price, asks)}
      acts={
        <Button small buttonRef={props.mend} onClick={onClick} testid={`purchase-${mend}`}>
          {label}
        </Button>
      }
      testid={`refused-${problem.code}`}
    />
  );
}

const SAME_NUMBER = [
  'card_declined',
  'no_consent',
  'consent_refused',
  'consent_abandoned',
  'payment_failed',
  'no_card',
  'request_reused',
];

function mendFor(problem: Problem): Mend {
  if (unsure(problem) || problem.code === 'carrier_unavailable') return 'repeat';
  return SAME_NUMBER.includes(problem.code) ? 'confirm' : 'another';
}

/** The refusal as this dialog can put it better than the server, which does not know the step offered beside it. */
function inWords(problem: Problem, e164: string, price: Price, asks: Price | undefined): Problem {
  const { purchase: words } = t.numbers;
  const say = (detail: string, title = problem.title) =>
    new Problem(problem.status, { ...problem.more, title, detail }, problem.reference);
  if (asks) {
    return say(words.newPrice(moneyText(price.amount, price.currency), moneyText(asks.amount, asks.currency)));
  }
  if (problem.code === 'number_gone') return say(words.gone(numberText(e164)));
  if (unsure(problem)) return say(words.unsure.why, words.unsure.title);
  return problem;
}
