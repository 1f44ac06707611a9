import '../../numbers/numbers.css';
import { useState } from 'preact/hooks';
import { Drawer } from '../../../kit/index.ts';
import { Refusal } from '../../../shell/Refusal.tsx';
import { t } from '../../../text/index.ts';
import { viewer } from '../../../viewer.ts';
import type { Offer, Price, Wanted } from '../../numbers/buy/calls.ts';
import { OfferList } from '../../numbers/buy/OfferList.tsx';
import { SearchForm } from '../../numbers/buy/SearchForm.tsx';
import { useOffers } from '../../numbers/buy/useOffers.ts';
import type { Held } from '../calls.ts';
import { ClientPurchaseDialog } from './ClientPurchaseDialog.tsx';
import { searchClientOffers } from './calls.ts';

interface ClientBuyDrawerProps {
  /** The numbers held now: the new one is among them once it is reserved. */
  items: readonly Held[];
  onPay: (held: Held) => void;
  onClose: () => void;
}

/** A client searches and gets a number for itself, at its own price (N-12). */
export function ClientBuyDrawer({ items, onPay, onClose }: ClientBuyDrawerProps) {
  const words = t.clientBuying;
  const [wanted, setWanted] = useState<Wanted>({
    country: viewer.value.country,
    digits: '',
    type: 'local',
    can: 'voice_sms',
    subAccountId: '',
  });
  const search = useOffers(wanted, searchClientOffers);
  const [chosen, setChosen] = useState<{ offer: Offer; price: Price; country: string; type: Wanted['type'] } | null>(
    null,
  );
  return (
    <Drawer title={words.title} subtitle={words.subtitle} width="560px" onClose={onClose} testid="client-buy-drawer">
      <SearchForm wanted={wanted} tooShort={search.tooShort} onChange={setWanted} />
      <Refusal problem={search.problem} onAgain={search.again} />
      {!search.problem && (
        <OfferList
          found={search.found}
          searching={search.searching}
          onBuy={(offer, price) => setChosen({ offer, price, country: wanted.country, type: wanted.type })}
        />
      )}
      {chosen && (
        <ClientPurchaseDialog
          key={chosen.offer.e164}
          e164={chosen.offer.e164}
          country={chosen.country}
          type={chosen.type}
          price={chosen.price}
          items={items}
          onPay={held => {
            onPay(held);
            onClose();
          }}
          onAnother={() => {
            setChosen(null);
            search.again();
          }}
          onClose={got => {
            setChosen(null);
            if (got) onClose();
          }}
        />
      )}
    </Drawer>
  );
}
