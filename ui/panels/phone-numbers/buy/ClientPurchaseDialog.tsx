import { useEffect, useRef } from 'preact/hooks';
import { Button, Dialog, moneyText, Notice, numberText, Steps } from '../../../kit/index.ts';
import { useMe } from '../../../me.ts';
import { t } from '../../../text/index.ts';
import type { Price } from '../../numbers/buy/calls.ts';
import { usePurchase } from '../../numbers/buy/usePurchase.ts';
import type { Kind } from '../../numbers/calls.ts';
import type { Held } from '../calls.ts';
import { ClientRefused } from './ClientRefused.tsx';
import { clientCounter } from './calls.ts';

interface ClientPurchaseDialogProps {
  e164: string;
  country: string;
  type: Kind;
  price: Price;
  items: readonly Held[];
  onPay: (held: Held) => void;
  onAnother: () => void;
  onClose: (got: boolean) => void;
}

/** From the client's price to a number reserved for it, and on to its payment page (N-12, A-5). */
export function ClientPurchaseDialog(props: ClientPurchaseDialogProps) {
  const { e164, country, type, price, onAnother, onClose } = props;
  const words = t.clientBuying;
  const { agency } = useMe();
  const { standing, confirm, repeat } = usePurchase(clientCounter, { e164, country, type });
  const shown = numberText(e164);
  const main = useRef<HTMLButtonElement>(null);
  const slow = standing.is === 'working' && standing.slow;
  const reserved = standing.is === 'bought' ? props.items.find(held => held.e164 === e164) : undefined;
  useEffect(() => main.current?.focus(), [standing.is, slow]);
  const sum = moneyText(price.amount, price.currency, 'month');
  const { question, getting, got } = words;
  const titles = { asking: question, working: getting, consent: getting, bought: got, refused: question };

  return (
    <Dialog
      title={titles[standing.is](shown)}
      onClose={standing.is === 'refused' ? onAnother : () => onClose(standing.is !== 'asking')}
      held={standing.is === 'working' && !slow}
      testid="client-purchase"
      foot={
        <Foot
          is={standing.is}
          slow={slow}
          reserved={reserved}
          main={main}
          onConfirm={() => confirm(price)}
          onPay={props.onPay}
          onAnother={onAnother}
          onClose={onClose}
        />
      }
    >
      {standing.is === 'asking' && (
        <>
          <p class="numbers-charge" data-testid="client-price">
            {words.charge(sum)}
          </p>
          <p class="secondary">{words.later(agency.name)}</p>
        </>
      )}
      {standing.is === 'working' && (
        <div role="status" class="stack">
          <Steps
            steps={[
              { text: words.step.order, state: standing.purchase?.state === 'ordered' ? 'done' : 'now' },
              { text: words.step.reserve, state: standing.purchase?.state === 'ordered' ? 'now' : 'todo' },
            ]}
          />
          {slow && (
            <Notice tone="wait" title={words.slow.title}>
              {words.slow.why}
            </Notice>
          )}
        </div>
      )}
      {standing.is === 'bought' && (
        <p role="status" data-testid="client-bought">
          {words.gotWhy(sum)}
        </p>
      )}
      {standing.is === 'refused' && (
        <ClientRefused
          problem={standing.problem}
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

function Foot(props: {
  is: 'asking' | 'working' | 'consent' | 'bought' | 'refused';
  slow: boolean;
  reserved: Held | undefined;
  main: { current: HTMLButtonElement | null };
  onConfirm: () => void;
  onPay: (held: Held) => void;
  onAnother: () => void;
  onClose: (got: boolean) => void;
}) {
  const { is, reserved, main } = props;
  const words = t.clientBuying;
  if (is === 'refused') return <Button onClick={props.onAnother}>{t.kit.close}</Button>;
  if (is === 'bought') {
    return (
      <>
        <Button onClick={() => props.onClose(true)} testid="client-not-now">
          {words.notNow}
        </Button>
        <Button
          buttonRef={main}
          kind="primary"
          busy={!reserved}
          onClick={() => reserved && props.onPay(reserved)}
          testid="client-pay"
        >
          {t.phoneNumbers.payNow}
        </Button>
      </>
    );
  }
  if (is === 'asking') {
    return (
      <>
        <Button onClick={() => props.onClose(false)}>{t.kit.cancel}</Button>
        <Button kind="primary" onClick={props.onConfirm} testid="client-purchase-confirm">
          {words.verb}
        </Button>
      </>
    );
  }
  return props.slow ? (
    <Button buttonRef={main} onClick={() => props.onClose(true)}>
      {t.kit.close}
    </Button>
  ) : null;
}
