import { GRACE_MS } from '../../../worker/assignment/rules/dunning.ts';
import { Button, type Column, CopyableNumber, Money, PhoneNumber, Time } from '../../kit/index.ts';
import { GoTo } from '../../shell/GoTo.tsx';
import { t } from '../../text/index.ts';
import { type Held, isOwed } from './calls.ts';
import { StatusPill } from './StatusPill.tsx';

interface ColumnActs {
  onPay: (held: Held) => void;
  onKeep: (held: Held) => void;
  /** The assignment that an act is under way for. */
  busyId: string | null;
}

/** The table's columns; folded, the number is the first line and the act gets a line of its own. */
export function columns(acts: ColumnActs): Column<Held>[] {
  const words = t.phoneNumbers;
  return [
    { id: 'number', title: words.number, cell: held => <CopyableNumber e164={held.e164} />, fold: 'first' },
    { id: 'status', title: words.status, cell: held => <Status held={held} /> },
    { id: 'goes-to', title: words.goesTo, cell: held => <GoesTo held={held} /> },
    {
      id: 'price',
      title: words.price,
      cell: held =>
        held.mode === 'included' ? (
          <span class="secondary">{words.inPlan}</span>
        ) : (
          <Money minor={held.price} currency={held.currency} per="month" />
        ),
      align: 'end',
    },
    { id: 'act', title: '', cell: held => <RowAct held={held} acts={acts} />, fold: 'act', align: 'end' },
  ];
}

function RowAct({ held, acts }: { held: Held; acts: ColumnActs }) {
  const busy = acts.busyId === held.assignmentId;
  if (isOwed(held)) {
    return (
      <Button kind="primary" busy={busy} onClick={() => acts.onPay(held)} testid={`pay-${held.e164}`}>
        {t.phoneNumbers.payNow}
      </Button>
    );
  }
  if (held.state !== 'ending') return null;
  return (
    <Button busy={busy} onClick={() => acts.onKeep(held)} testid={`keep-${held.e164}`}>
      {t.phoneNumbers.keep}
    </Button>
  );
}

function GoesTo({ held }: { held: Held }) {
  const words = t.phoneNumbers;
  if (held.state === 'pending') return null;
  if (held.state === 'suspended') return <span class="secondary">{words.stopped}</span>;
  return (
    <span class="held-goes">
      <Rung held={held} />
      {held.forwardTo && (
        <span class="secondary">
          {words.forwards} <PhoneNumber e164={held.forwardTo} />
        </span>
      )}
    </span>
  );
}

function Rung({ held }: { held: Held }) {
  const words = t.phoneNumbers;
  if (held.wiredTo === 'company') return <span>{words.company}</span>;
  if (held.wiredTo === 'agent' && held.wiredAgent) {
    return (
      <GoTo panel="agents" path={[held.wiredAgent.id]} testid={`wired-${held.e164}`}>
        <bdi>{held.wiredAgent.name}</bdi>
      </GoTo>
    );
  }
  if (held.wiredUser) {
    return (
      <GoTo panel="staff" path={[held.wiredUser.id]} testid={`wired-${held.e164}`}>
        <bdi>{held.wiredUser.name}</bdi>
      </GoTo>
    );
  }
  return (
    <GoTo panel="staff" path={['give', held.numberId]} testid={`give-${held.e164}`}>
      {words.give}
    </GoTo>
  );
}

function Status({ held }: { held: Held }) {
  return (
    <span class="held-status">
      <StatusPill {...held} />
      <When held={held} />
    </span>
  );
}

/** What the status leads to, and when. */
function When({ held }: { held: Held }) {
  const words = t.phoneNumbers;
  const { state, expiresAt, paidThrough, pastDueSince } = held;
  if (state === 'pending') return expiresAt === null ? null : <Due word={words.payBy} at={expiresAt} />;
  if (state === 'active') return paidThrough === null ? null : <Due word={words.renews} at={paidThrough} />;
  if (state === 'past_due') {
    return pastDueSince === null ? null : <Due word={words.worksUntil} at={pastDueSince + GRACE_MS} />;
  }
  return null;
}

function Due({ word, at }: { word: string; at: number }) {
  return (
    <span class="secondary">
      {word} <Time at={at} as="day" />
    </span>
  );
}
