import { useEffect, useRef } from 'preact/hooks';
import type { Problem } from '../../api.ts';
import { Button, dayText, LinkButton, Notice, numberText } from '../../kit/index.ts';
import { Refusal, Support } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
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
      {troubled.map((held, i) => (
        <Trouble key={held.assignmentId} held={held} isLast={i === troubled.length - 1} />
      ))}
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

/** A failed payment: what still works, until when, and (once) whom to ask. */
function Trouble({ held, isLast }: { held: Held; isLast: boolean }) {
  const words = t.phoneNumbers.trouble;
  const number = numberText(held.e164);
  const until = held.endsAt === null ? null : dayText(held.endsAt);
  const suspended = held.state === 'suspended';
  return (
    <Notice
      tone={suspended ? 'bad' : 'wait'}
      title={suspended ? words.suspended(number) : words.pastDue(number)}
      testid={`trouble-${held.e164}`}
    >
      {suspended ? words.suspendedWhy(until) : words.pastDueWhy(until)}
      {isLast && <Support ask={words.ask} />}
    </Notice>
  );
}
