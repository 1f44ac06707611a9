import { Button, Empty, Icon, Money, PhoneNumber, Skeleton } from '../../../kit/index.ts';
import { t } from '../../../text/index.ts';
import { canText, numberText } from '../words.ts';
import type { Offer, Offers, Price } from './calls.ts';

interface OfferListProps {
  found: Offers | undefined;
  searching: boolean;
  onBuy: (offer: Offer, price: Price) => void;
}

/** The server lists so many offers and no more. */
const MOST = 30;

/** Numbers the carrier would sell, with place, abilities and monthly cost; those it would not sell say why (N-1). */
export function OfferList({ found, searching, onBuy }: OfferListProps) {
  const { buying: words } = t.numbers;
  if (!found) return searching ? <Waiting /> : null;
  const { items, monthly } = found;
  const count = items.length >= MOST ? words.most(items.length) : words.found(items.length);
  return (
    <section class="stack offers" aria-label={words.results} aria-busy={searching}>
      <p class="secondary" role="status" data-testid="offer-count">
        {searching ? words.searching : items.length > 0 && count}
      </p>
      {items.length === 0 && !searching && (
        <Empty icon="search" title={words.nothing.title}>
          {words.nothing.why}
        </Empty>
      )}
      <ul data-stale={searching ? '' : undefined}>
        {items.map(offer => (
          <OfferRow key={offer.e164} offer={offer} price={monthly} onBuy={() => onBuy(offer, monthly)} />
        ))}
      </ul>
    </section>
  );
}

function OfferRow({ offer, price, onBuy }: { offer: Offer; price: Price; onBuy: () => void }) {
  const { buying: words } = t.numbers;
  const place = [offer.locality, offer.region].filter(Boolean).join(', ');
  const sold = offer.registered;
  return (
    <li class="offer" data-off={sold ? undefined : ''} data-testid={`offer-${offer.e164}`}>
      <div>
        <PhoneNumber e164={offer.e164} />
        <p class="secondary">{[place, canText(offer)].filter(Boolean).join(' · ')}</p>
        {sold && offer.needs !== 'nothing' && <p class="secondary">{words.hasAddress}</p>}
        {!sold && (
          <p class="offer-needs">
            <Icon name="warn" size={14} />
            {words.needsAddress}
          </p>
        )}
      </div>
      <Money minor={price.amount} currency={price.currency} per="month" />
      {sold && (
        <Button small label={words.choose(numberText(offer.e164))} onClick={onBuy} testid={`buy-${offer.e164}`}>
          {words.verb}
        </Button>
      )}
    </li>
  );
}

function Waiting() {
  return (
    <section class="stack offers" role="status">
      <p class="secondary">{t.numbers.buying.searching}</p>
      <ul aria-hidden="true">
        {[52, 46, 58, 49, 55].map(width => (
          <li key={width} class="offer">
            <div class="stack" style={{ '--gap': '8px' }}>
              <Skeleton width={`${width}%`} height="14px" />
              <Skeleton width="38%" />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
