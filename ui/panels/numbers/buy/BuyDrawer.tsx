import '../numbers.css';
import { useState } from 'preact/hooks';
import { Drawer } from '../../../kit/index.ts';
import { Refusal } from '../../../shell/Refusal.tsx';
import { t } from '../../../text/index.ts';
import { viewer } from '../../../viewer.ts';
import type { Act } from '../acts.tsx';
import type { SubAccount } from '../calls.ts';
import type { Offer, Price, Wanted } from './calls.ts';
import { OfferList } from './OfferList.tsx';
import { PurchaseDialog } from './PurchaseDialog.tsx';
import { SearchForm } from './SearchForm.tsx';
import { useOffers } from './useOffers.ts';

interface BuyDrawerProps {
  subAccounts: readonly SubAccount[];
  onAct: (act: Act) => void;
  onClose: () => void;
}

/** Search on the page, purchase in a dialog over it: choosing another number keeps the search. */
export function BuyDrawer({ subAccounts, onAct, onClose }: BuyDrawerProps) {
  const { buying: words } = t.numbers;
  const [wanted, setWanted] = useState<Wanted>({
    country: viewer.value.country,
    digits: '',
    type: 'local',
    can: 'voice_sms',
    subAccountId: '',
  });
  const search = useOffers(wanted);
  const [chosen, setChosen] = useState<{ offer: Offer; price: Price; country: string; type: Wanted['type'] } | null>(
    null,
  );
  return (
    <Drawer title={words.title} subtitle={words.subtitle} width="560px" onClose={onClose} testid="buy-drawer">
      <SearchForm wanted={wanted} subAccounts={subAccounts} tooShort={search.tooShort} onChange={setWanted} />
      <Refusal problem={search.problem} onAgain={search.again} />
      {!search.problem && (
        <OfferList
          found={search.found}
          searching={search.searching}
          onBuy={(offer, price) => setChosen({ offer, price, country: wanted.country, type: wanted.type })}
        />
      )}
      {chosen && (
        <PurchaseDialog
          key={chosen.offer.e164}
          e164={chosen.offer.e164}
          country={chosen.country}
          type={chosen.type}
          price={chosen.price}
          onAssign={id => {
            onClose();
            onAct({
              kind: 'assign',
              number: { id, e164: chosen.offer.e164 },
              preferSubAccountId: wanted.subAccountId || undefined,
            });
          }}
          onAnother={() => {
            setChosen(null);
            search.again();
          }}
          onClose={bought => {
            setChosen(null);
            if (bought) onClose();
          }}
        />
      )}
    </Drawer>
  );
}
