import { moneyText } from '../../../kit/index.ts';
import { t } from '../../../text/index.ts';
import { type Draft, exampleOf } from './draft.ts';

/** Carrier + markup = what the client pays, on the terms as typed. */
export function PriceExample({ draft }: { draft: Draft }) {
  const words = t.subAccounts.editor;
  const example = exampleOf(draft);
  if (!example) return null;
  const { telco, markup, total, currency } = example;
  const isSame = telco.currency === currency;
  const cost = moneyText(total - markup, currency);
  return (
    <div class="plan-example" aria-live="polite" data-testid="price-example">
      <span class="secondary">{words.example}</span>
      <span class="tabular">
        {words.sum(
          isSame ? cost : `${cost} (${moneyText(telco.amount, telco.currency)})`,
          moneyText(markup, currency),
          moneyText(total, currency, 'month'),
        )}
      </span>
      <span class="secondary">{words.seesSum}</span>
    </div>
  );
}
