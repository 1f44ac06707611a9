import { Money, moneyText } from '../../../kit/index.ts';
import { t } from '../../../text/index.ts';
import type { Quote } from '../calls.ts';

/** Telco + markup = what the client pays a month; says that the parts stay with the agency. */
export function PriceSum({ quote, who, person }: { quote: Quote; who: string; person: string }) {
  const { assign: words } = t.numbers;
  const { telco, markup, total, currency } = quote;
  const converted = telco.currency.toLowerCase() !== currency.toLowerCase();
  return (
    <div class="stack price-sum" data-testid="price-sum">
      <dl>
        <div>
          <dt>
            {words.cost}
            {converted && <span class="secondary"> {moneyText(telco.amount, telco.currency)}</span>}
          </dt>
          <dd>
            <Money minor={total - markup} currency={currency} />
          </dd>
        </div>
        <div>
          <dt>{words.markup}</dt>
          <dd>
            <Money minor={markup} currency={currency} />
          </dd>
        </div>
        <div>
          <dt>{words.pays(who)}</dt>
          <dd>
            <Money minor={total} currency={currency} per="month" />
          </dd>
        </div>
      </dl>
      <p class="secondary">
        {words.private(who)} {words.after(person)}
      </p>
    </div>
  );
}
