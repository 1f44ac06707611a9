import { useEffect, useState } from 'preact/hooks';
import { useAction } from '../../../action.ts';
import { Button, copyText, LinkButton, moneyText, toast } from '../../../kit/index.ts';
import { Refusal } from '../../../shell/Refusal.tsx';
import { t } from '../../../text/index.ts';
import { type PlaceWithPeople, type Plan, startPlan } from '../calls.ts';
import { nameText } from '../words.ts';

/** Makes the page where the client starts its plan: to be sent, or opened in a tab of its own (T-5). */
export function StartPlan({ place, plan }: { place: PlaceWithPeople; plan: Plan }) {
  const words = t.subAccounts.start;
  const [url, setUrl] = useState<string | null>(null);
  const starting = useAction(async () => setUrl((await startPlan(place.id)).url));
  const price = moneyText(plan.basePrice, plan.currency, 'month');
  const where = nameText(place.name);
  // Another plan, or other terms, have another page.
  useEffect(() => setUrl(null), [plan.id, plan.basePrice, plan.trialDays]);
  return (
    <div class="card stack place-start" data-testid="start-plan-card">
      {url ? (
        <>
          <div>
            <strong>{words.ready}</strong>
            <p class="secondary">{words.send(where)}</p>
          </div>
          <Link url={url} />
        </>
      ) : (
        <div class="place-start-row">
          <p class="secondary">{plan.trialDays ? words.trial(price, plan.trialDays) : words.price(price)}</p>
          <Button kind="primary" busy={starting.busy} onClick={() => void starting.run()} testid="start-plan">
            {words.act}
          </Button>
        </div>
      )}
      <Refusal problem={starting.problem} />
    </div>
  );
}

function Link({ url }: { url: string }) {
  const words = t.subAccounts.start;
  const copy = async () => toast((await copyText(url)) ? words.copied : words.notCopied);
  return (
    <>
      <input
        class="input"
        readOnly
        value={url}
        aria-label={words.link}
        data-testid="start-plan-link"
        onFocus={event => event.currentTarget.select()}
      />
      <div class="row">
        <Button icon="copy" onClick={() => void copy()} testid="copy-start-plan">
          {words.copy}
        </Button>
        <LinkButton href={url} testid="open-start-plan">
          {words.open}
        </LinkButton>
      </div>
    </>
  );
}
