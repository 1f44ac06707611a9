import type { Ref } from 'preact';
import { Problem } from '../../../api.ts';
import { Button, moneyText } from '../../../kit/index.ts';
import { Refusal } from '../../../shell/Refusal.tsx';
import { t } from '../../../text/index.ts';
import type { Price } from '../../numbers/buy/calls.ts';
import { newPrice, unsure } from '../../numbers/buy/refused.ts';

interface ClientRefusedProps {
  problem: Problem;
  /** The price that was confirmed. */
  price: Price;
  mend: Ref<HTMLButtonElement>;
  onConfirm: (price: Price) => void;
  onRepeat: () => void;
  onAnother: () => void;
}

/** Why the client did not get it, and the one step that helps. */
export function ClientRefused(props: ClientRefusedProps) {
  const { problem, price } = props;
  const words = t.clientBuying;
  const asks = newPrice(problem);
  const again = unsure(problem) || problem.code === 'carrier_unavailable';
  const act = asks
    ? { label: words.atNewPrice(moneyText(asks.amount, asks.currency, 'month')), onClick: () => props.onConfirm(asks) }
    : again
      ? { label: words.again, onClick: props.onRepeat }
      : { label: words.another, onClick: props.onAnother };
  return (
    <Refusal
      problem={inWords(problem, price, asks)}
      acts={
        <Button small buttonRef={props.mend} onClick={act.onClick} testid="client-mend">
          {act.label}
        </Button>
      }
      testid={`refused-${problem.code}`}
    />
  );
}

/** The same in the client's words, where the server cannot know which step is offered beside it. */
function inWords(problem: Problem, price: Price, asks: Price | undefined): Problem {
  const say = (detail: string, title = problem.title) =>
    new Problem(problem.status, { ...problem.more, title, detail }, problem.reference);
  if (asks) {
    return say(t.clientBuying.newPrice(moneyText(price.amount, price.currency), moneyText(asks.amount, asks.currency)));
  }
  const { unsure: words } = t.numbers.purchase;
  return unsure(problem) ? say(words.why, words.title) : problem;
}
