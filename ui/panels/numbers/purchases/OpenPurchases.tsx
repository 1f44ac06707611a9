import '../requests/requests.css';
import { LinkButton, Notice, Pill, Time } from '../../../kit/index.ts';
import { useQuery } from '../../../query.ts';
import { t } from '../../../text/index.ts';
import { type OpenPurchase, readOpenPurchases } from '../buy/calls.ts';
import { nameText, numberText } from '../words.ts';

/** Purchases under way, above the pool: who closed the tab finds the bank's page again, and sees how far each is (P-2). */
export function OpenPurchases() {
  const words = t.numbers.underWay;
  const open = useQuery('purchases', readOpenPurchases).data ?? [];
  if (open.length === 0) return null;
  const waiting = open.filter(one => one.consentUrl !== null).length;
  return (
    <section class="requests" aria-label={words.list} data-testid="open-purchases">
      {waiting > 0 && (
        <Notice tone="wait" title={words.consent(waiting)}>
          {words.consentWhy}
        </Notice>
      )}
      <ul>
        {open.map(purchase => (
          <Row key={purchase.id} purchase={purchase} />
        ))}
      </ul>
    </section>
  );
}

function Row({ purchase }: { purchase: OpenPurchase }) {
  const words = t.numbers.underWay;
  const { consentUrl, subAccount } = purchase;
  return (
    <li class="request" data-testid={`open-purchase-${purchase.id}`}>
      <div class="request-what">
        <p>
          <strong>{numberText(purchase.e164)}</strong>
        </p>
        <p class="secondary">
          {subAccount ? words.boughtBy(nameText(subAccount.name)) : words.begun} <Time at={purchase.createdAt} />
        </p>
      </div>
      <Pill tone={consentUrl ? 'wait' : 'info'}>{words.state[stateOf(purchase)]}</Pill>
      {consentUrl && (
        <LinkButton href={consentUrl} kind="primary" testid={`bank-${purchase.id}`}>
          {t.numbers.purchase.consent.open}
        </LinkButton>
      )}
    </li>
  );
}

type State = keyof typeof t.numbers.underWay.state;

function stateOf({ state }: OpenPurchase): State {
  return state in t.numbers.underWay.state ? (state as State) : 'reserved';
}
