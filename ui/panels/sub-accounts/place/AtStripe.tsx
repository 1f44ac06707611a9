import { useState } from 'preact/hooks';
import { useAction } from '../../../action.ts';
import { Button, Facts, TextField, Time, toast } from '../../../kit/index.ts';
import { Refusal } from '../../../shell/Refusal.tsx';
import { t } from '../../../text/index.ts';
import { StripePage, useStripePage } from '../../phone-numbers/plan/stripe-page.tsx';
import { linkCustomer, openPortal, type PlaceWithPeople, reread } from '../calls.ts';
import { nameText } from '../words.ts';

/** What Stripe said last, and what can be done there (T-5). */
export function AtStripe({ place }: { place: PlaceWithPeople }) {
  const words = t.subAccounts.stripe;
  const portal = useStripePage(() => openPortal(place.id), true, '');
  const rereading = useAction(reread, () => toast(words.rereadDone));
  return (
    <section class="stack place-stripe" aria-labelledby="at-stripe">
      <h3 id="at-stripe">{words.title}</h3>
      <Facts
        entries={[
          [words.status, statusText(place)],
          [words.card, place.cardValid ? words.cardValid : words.cardMissing],
          [words.customer, place.customerId ? <code key="c">{place.customerId}</code> : words.noCustomer],
          [words.seen, place.standingAt ? <Time key="s" at={place.standingAt} /> : words.never],
        ]}
      />
      <div class="row">
        <Button small busy={rereading.busy} onClick={() => void rereading.run(place.id)} testid="reread">
          {words.reread}
        </Button>
        {place.customerId && (
          <Button small icon="external" busy={portal.busy} onClick={portal.open} testid="open-portal">
            {words.portal}
          </Button>
        )}
      </div>
      <StripePage {...portal} />
      <Refusal problem={rereading.problem ?? portal.problem} />
      <LinkCustomer key={place.customerId} place={place} />
    </section>
  );
}

function statusText({ planStatus }: PlaceWithPeople): string {
  const words = t.subAccounts.stripe;
  return planStatus === null ? words.notStarted : (words.planStatus[planStatus] ?? planStatus);
}

const FORM = /^cus_\w{1,64}$/;

/** Links a customer that the agency's own Stripe account bills already. */
function LinkCustomer({ place }: { place: PlaceWithPeople }) {
  const words = t.subAccounts.stripe;
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const linking = useAction(linkCustomer, () => toast(words.linked(nameText(place.name))));
  const link = () => {
    const id = typed.trim();
    setWrong(!FORM.test(id));
    if (FORM.test(id)) void linking.run(place.id, id);
  };
  return (
    <details class="place-link">
      <summary data-testid="link-customer-open">{place.customerId ? words.relink : words.link}</summary>
      <form
        class="stack"
        noValidate
        onSubmit={event => {
          event.preventDefault();
          link();
        }}
      >
        <TextField
          label={words.linkLabel}
          hint={words.linkHint}
          placeholder="cus_"
          value={typed}
          error={wrong ? words.linkFormat : linking.problem?.fields.customerId}
          onInput={value => {
            setTyped(value);
            setWrong(false);
            linking.clear();
          }}
          testid="customer-id"
        />
        <Refusal problem={linking.problem?.fields.customerId ? undefined : linking.problem} />
        <div class="row">
          <Button type="submit" busy={linking.busy} testid="link-customer">
            {words.linkVerb}
          </Button>
        </div>
      </form>
    </details>
  );
}
