import { useEffect, useRef } from 'preact/hooks';
import { GRACE_MS, SUSPENDED_MS } from '../../../worker/assignment/rules/dunning.ts';
import type { Problem } from '../../api.ts';
import { Button, dayText, LinkButton, Notice, numberText } from '../../kit/index.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import type { Held } from './calls.ts';
import type { OpenPage } from './payment.ts';
import { openPortal } from './plan/calls.ts';
import { StripePage, useStripePage } from './plan/stripe-page.tsx';

/** What is going on above the list: a payment that is waited for, numbers in trouble, what was refused. */
export function Notices(props: {
  page: OpenPage | null;
  items: readonly Held[];
  problem: Problem | undefined;
  /** The assignment whose payment page is being asked for. */
  busyId: string | null;
  onPay: (held: Held) => void;
  onLeave: () => void;
}) {
  const troubled = props.items.filter(held => held.state === 'past_due' || held.state === 'suspended');
  const portal = useStripePage(openPortal, troubled.length === 0, t.plan.mended);
  return (
    <div class="held-notices">
      {props.page && <Waiting page={props.page} onLeave={props.onLeave} />}
      <Refusal problem={props.problem} />
      {troubled.map(held => (
        <Trouble key={held.assignmentId} held={held} portal={portal} busyId={props.busyId} onPay={props.onPay} />
      ))}
      <StripePage {...portal} />
      <Refusal problem={portal.problem} />
    </div>
  );
}

function Waiting({ page, onLeave }: { page: OpenPage; onLeave: () => void }) {
  const place = useRef<HTMLDivElement>(null);
  // The row that was paid from may be far down.
  useEffect(() => place.current?.scrollIntoView({ block: 'nearest' }), []);
  const words = t.phoneNumbers.pay;
  const number = numberText(page.held.e164);
  return (
    <div ref={place} class="held-waiting">
      <Notice
        tone={page.opened ? 'info' : 'wait'}
        title={page.opened ? words.waiting(number) : words.blocked(number)}
        testid="waiting-for-payment"
        acts={
          <>
            <LinkButton href={page.url} kind={page.opened ? 'plain' : 'primary'} testid="payment-link">
              {page.opened ? words.again : words.open}
            </LinkButton>
            <Button kind="quiet" onClick={onLeave}>
              {t.kit.dismiss}
            </Button>
          </>
        }
      >
        {page.opened ? words.finish : words.openHere}
      </Notice>
    </div>
  );
}

/** A failed payment: what still works, until when, and the card that mends it. */
function Trouble(props: {
  held: Held;
  portal: { busy: boolean; open: () => void };
  busyId: string | null;
  onPay: (held: Held) => void;
}) {
  const { held, portal } = props;
  const words = t.phoneNumbers.trouble;
  const number = numberText(held.e164);
  const { pastDueSince, suspendedAt } = held;
  const suspended = held.state === 'suspended';
  return (
    <Notice
      tone={suspended ? 'bad' : 'wait'}
      title={suspended ? words.suspended(number) : words.pastDue(number)}
      testid={`trouble-${held.e164}`}
      acts={
        <>
          <Button
            small
            busy={props.busyId === held.assignmentId}
            onClick={() => props.onPay(held)}
            testid={`pay-failed-${held.e164}`}
          >
            {t.phoneNumbers.payNow}
          </Button>
          <Button small kind="quiet" busy={portal.busy} onClick={portal.open} testid={`change-card-${held.e164}`}>
            {words.changeCard}
          </Button>
        </>
      }
    >
      {suspended
        ? words.suspendedWhy(suspendedAt === null ? null : dayText(suspendedAt + SUSPENDED_MS))
        : words.pastDueWhy(pastDueSince === null ? null : dayText(pastDueSince + GRACE_MS))}
    </Notice>
  );
}
