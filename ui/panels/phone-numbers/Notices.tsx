import type { Problem } from '../../api.ts';
import { showNumber } from '../../format/phone.ts';
import { Button, dayText, LinkButton, Notice } from '../../kit/index.ts';
import { Refusal, Support } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { viewer } from '../../viewer.ts';
import type { Held } from './calls.ts';
import type { OpenPage } from './payment.ts';

/** What is going on above the list: a payment that is waited for, numbers in trouble, what was refused. */
export function Notices(props: {
  page: OpenPage | null;
  items: readonly Held[];
  problem: Problem | undefined;
  onLeave: () => void;
}) {
  const troubled = props.items.filter(held => held.state === 'past_due' || held.state === 'suspended');
  return (
    <div class="held-notices">
      {props.page && <Waiting page={props.page} onLeave={props.onLeave} />}
      <Refusal problem={props.problem} />
      {troubled.map(held => (
        <Trouble key={held.assignmentId} held={held} />
      ))}
    </div>
  );
}

function Waiting({ page, onLeave }: { page: OpenPage; onLeave: () => void }) {
  const words = t.phoneNumbers.pay;
  const number = showNumber(page.held.e164, viewer.value.country);
  return (
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
  );
}

/** A failed payment: what still works, until when, and whom to ask. */
function Trouble({ held }: { held: Held }) {
  const words = t.phoneNumbers.trouble;
  const number = showNumber(held.e164, viewer.value.country);
  const until = held.endsAt === null ? null : dayText(held.endsAt);
  const suspended = held.state === 'suspended';
  return (
    <Notice
      tone={suspended ? 'bad' : 'wait'}
      title={suspended ? words.suspended(number) : words.pastDue(number)}
      testid={`trouble-${held.e164}`}
    >
      {suspended ? words.suspendedWhy(until) : words.pastDueWhy(until)}
      <Support ask={words.ask} />
    </Notice>
  );
}
