import { useEffect, useRef } from 'preact/hooks';
import { Button, Dialog, Facts, LinkButton, moneyText } from '../../../kit/index.ts';
import { useQuery } from '../../../query.ts';
import { t } from '../../../text/index.ts';
import type { Kind } from '../calls.ts';
import { countryName, numberText } from '../words.ts';
import { type Price, readTelephony } from './calls.ts';
import { agencyCounter } from './counter.ts';
import { PurchaseRefused } from './PurchaseRefused.tsx';
import { Bought, Consent, Working } from './PurchaseSteps.tsx';
import { usePurchase } from './usePurchase.ts';

interface PurchaseDialogProps {
  e164: string;
  country: string;
  type: Kind;
  price: Price;
  onAssign: (numberId: string) => void;
  /** Back to the search, which is done again: what was refused is out of date. */
  onAnother: () => void;
  onClose: (bought: boolean) => void;
}

/** From the exact charge to the number in the pool: asks, buys step by step, and says how it ended (N-2). */
export function PurchaseDialog({ e164, country, type, price, onAssign, onAnother, onClose }: PurchaseDialogProps) {
  const { purchase: words, fact, type: types } = t.numbers;
  const { standing, confirm, repeat } = usePurchase(agencyCounter, { e164, country, type });
  const shown = numberText(e164);
  const a = moneyText(price.amount, price.currency);
  const numberId = standing.is === 'bought' ? standing.purchase.numberId : null;
  const isOwn = useQuery('telephony', readTelephony).data?.telephony === 'own';
  const main = useRef<HTMLButtonElement>(null);
  // The button pressed last is gone; the keyboard goes on at the next one.
  const slow = standing.is === 'working' && standing.slow;
  useEffect(() => main.current?.focus(), [standing.is, slow]);

  const foot = {
    asking: (
      <>
        <Button onClick={() => onClose(false)}>{t.kit.cancel}</Button>
        <Button kind="primary" onClick={() => confirm(price)} testid="purchase-confirm">
          {isOwn ? words.verbOwn : words.verb(a)}
        </Button>
      </>
    ),
    working: slow && (
      <Button buttonRef={main} onClick={() => onClose(true)}>
        {t.kit.close}
      </Button>
    ),
    consent: (
      <>
        <Button onClick={() => onClose(true)}>{t.kit.close}</Button>
        {standing.is === 'consent' && (
          <LinkButton href={standing.url} kind="primary" testid="bank-page">
            {words.consent.open}
          </LinkButton>
        )}
      </>
    ),
    bought: (
      <>
        <Button onClick={() => onClose(true)} testid="purchase-later">
          {words.later}
        </Button>
        {numberId && (
          <Button buttonRef={main} kind="primary" onClick={() => onAssign(numberId)} testid="assign-now">
            {words.assignNow}
          </Button>
        )}
      </>
    ),
    refused: <Button onClick={onAnother}>{t.kit.close}</Button>,
  }[standing.is];

  const titles = {
    asking: words.question,
    working: words.buying,
    consent: words.consent.title,
    bought: words.bought,
    refused: words.question,
  };

  return (
    <Dialog
      title={titles[standing.is](shown)}
      onClose={standing.is === 'refused' ? onAnother : () => onClose(standing.is !== 'asking')}
      held={standing.is === 'working' && !slow}
      foot={foot}
      testid="purchase-dialog"
    >
      {standing.is === 'asking' && (
        <>
          <p class="numbers-charge" data-testid="purchase-charge">
            {isOwn ? words.chargeOwn(a) : words.charge(a)}
          </p>
          <Facts entries={[[fact.type, `${types[type]} · ${countryName(country)}`]]} />
          <p class="secondary">{isOwn ? words.keepOwn : words.keep}</p>
        </>
      )}
      {standing.is === 'working' && <Working state={standing.purchase?.state} slow={slow} />}
      {standing.is === 'consent' && <Consent />}
      {standing.is === 'bought' && <Bought purchase={standing.purchase} isOwn={isOwn} />}
      {standing.is === 'refused' && (
        <PurchaseRefused
          problem={standing.problem}
          e164={e164}
          price={price}
          mend={main}
          onConfirm={confirm}
          onRepeat={repeat}
          onAnother={onAnother}
        />
      )}
    </Dialog>
  );
}
