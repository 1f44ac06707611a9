import './company-number.css';
import { useState } from 'preact/hooks';
import { Button, Empty } from '../../kit/index.ts';
import { useMe } from '../../me.ts';
import { useQuery } from '../../query.ts';
import { go, route } from '../../route.ts';
import { GoTo } from '../../shell/GoTo.tsx';
import { PageHead } from '../../shell/PageHead.tsx';
import { Ready } from '../../shell/Ready.tsx';
import { Support } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { AddDialog } from './AddDialog.tsx';
import { type CompanyNumber as Item, type Listing, readCompanyNumbers } from './calls.ts';
import { NumberCard } from './NumberCard.tsx';
import { Rules } from './Rules.tsx';
import { Sending } from './Sending.tsx';

/** Company numbers: select one, its settings, and who gets unknown callers (U-1 to U-5, U-10, L-5). */
export default function CompanyNumber() {
  const { subAccount } = useMe();
  const [adding, setAdding] = useState(false);
  const query = useQuery('company-numbers', readCompanyNumbers);
  const words = t.companyNumber;
  const candidates = query.data?.candidates.length ?? 0;
  const hasOne = Boolean(query.data?.items.length);
  return (
    <>
      <PageHead
        title={words.title}
        acts={
          hasOne &&
          candidates > 0 && (
            <Button icon="plus" onClick={() => setAdding(true)} testid="add-company-number">
              {words.add}
            </Button>
          )
        }
      >
        {words.about(subAccount?.name ?? '')}
      </PageHead>
      <Ready query={query}>
        {listing => (listing.items.length ? <Chosen listing={listing} /> : <None {...{ listing, setAdding }} />)}
      </Ready>
      {adding && query.data && (
        <AddDialog
          listing={query.data}
          onClose={() => setAdding(false)}
          onDone={id => {
            setAdding(false);
            go('company-number', id);
          }}
        />
      )}
    </>
  );
}

/** The selected company number, the first one until somebody selects. */
function Chosen({ listing }: { listing: Listing }) {
  const [wanted, , ruleId] = route.value.path;
  const number: Item | undefined = listing.items.find(one => one.numberId === wanted) ?? listing.items[0];
  if (!number) return null;
  return (
    <div class="stack company-number">
      <NumberCard key={number.numberId} number={number} listing={listing} />
      <Rules key={`r${number.numberId}`} numberId={number.numberId} people={listing.users} editing={ruleId} />
      <Sending key={`s${number.numberId}`} number={number} listing={listing} />
    </div>
  );
}

function None({ listing, setAdding }: { listing: Listing; setAdding: (adding: boolean) => void }) {
  const { agency } = useMe();
  const words = t.companyNumber.empty;
  if (listing.candidates.length) {
    return (
      <Empty
        icon="phone"
        title={words.title}
        act={
          <Button kind="primary" onClick={() => setAdding(true)} testid="make-company-number">
            {words.act}
          </Button>
        }
      >
        {words.why}
      </Empty>
    );
  }
  return (
    <Empty
      icon="phone"
      title={words.noFreeTitle}
      act={
        <div class="stack">
          <GoTo panel="phone-numbers">{t.companyNumber.seeNumbers}</GoTo>
          <Support ask={() => words.ask(agency.name)} />
        </div>
      }
    >
      {words.noFree}
    </Empty>
  );
}
