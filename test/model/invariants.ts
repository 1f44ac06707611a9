import { isDeepStrictEqual } from 'node:util';
import { stateOf } from '../../worker/assignment/row.ts';
import type { AssignmentRow, Books, Payment, PurchaseRow } from './books.ts';
import { answeredOnce, onePlan } from './client-invariants.ts';
import { BROUGHT, OWN } from './own-account.ts';

const HOUR = 3_600_000;
const LIVE: readonly string[] = ['active', 'trialing', 'past_due', 'unpaid', 'paused'];

/** What must hold once faults have stopped and everything was given time: each says what is wrong, or nothing. */
export const INVARIANTS: Record<string, (books: Books, calmSince: number) => string[]> = {
  'A-14 every live subscription has exactly one live assignment, and the other way round': oneSubscription,
  'A-10 nobody is charged twice, or for a number they do not hold; late payments are given back once': chargesRight,
  'A-4 what is charged is the snapshotted price': priceRight,
  'A-9 a released number goes back within an hour, never early': releasedInTime,
  'A-2 a number has one owner at any instant': oneOwner,
  'A-12 nothing is left to pay for a number that is gone': nothingLeftToPay,
  'N-2 a purchase is paid once, or given back once': purchasesRight,
  'N-11 an agency pays for the numbers it holds by one subscription': oneKeeping,
  'A-14 numbers at Twilio are the numbers in the pool': sameNumbers,
  'N-12 a request is answered once, and fulfilled by a number they were given': answeredOnce,
  'T-5 a client pays its plan by one subscription; a second one is given back': onePlan,
  'X-3 each change has its one audit line': oneLineEach,
  'X-2 everything was delivered': allDelivered,
};

function oneSubscription({ subscriptions, assignments }: Books): string[] {
  const byId = new Map(assignments.map(row => [row.id, row]));
  const live = subscriptions.filter(one => LIVE.includes(one.status));
  const strays = live.filter(one => {
    const row = byId.get(one.metadata.assignment_id ?? '');
    return !row || row.state === 'ended' || row.subscriptionId !== one.id;
  });
  const ids = new Set(live.map(one => one.id));
  const paid = assignments.filter(row => row.mode === 'paid' && !['pending', 'ended'].includes(row.state));
  const bare = paid.filter(row => !ids.has(row.subscriptionId ?? ''));
  return [
    ...strays.map(one => `${one.id} (${one.status}) runs for ${one.metadata.assignment_id}, which does not live by it`),
    ...bare.map(row => `${row.id} is ${row.state} without a live subscription`),
  ];
}

/** A payment is due to be given back when its subscription is not the one held by, or when it landed after the end. */
function isLate(row: AssignmentRow | undefined, payment: Payment): boolean {
  if (row?.subscriptionId !== payment.subscriptionId) return true;
  if (row.endReason === 'released' && row.endsAt !== null && payment.to > row.endsAt) return true;
  return row.endedAt !== null && payment.paidAt > row.endedAt;
}

function chargesRight({ payments, assignments, audit }: Books): string[] {
  const byId = new Map(assignments.map(row => [row.id, row]));
  const wrong: string[] = [];
  const kept = new Map<string, Payment[]>();
  for (const payment of payments) {
    const row = byId.get(payment.assignmentId);
    const { invoiceId, amount, refunds } = payment;
    const late = isLate(row, payment);
    if (late && !isDeepStrictEqual(refunds, [amount])) wrong.push(`${invoiceId} landed late, refunds: [${refunds}]`);
    if (!late && refunds.length) wrong.push(`${invoiceId} was due, but given back: [${refunds}]`);
    if (late && row && linesOf(audit, row.id, 'late_payment_refunded', invoiceId) !== 1) {
      wrong.push(
        `${invoiceId} given back, but noted ${linesOf(audit, row.id, 'late_payment_refunded', invoiceId)} times`,
      );
    }
    if (late || !row) continue;
    const before = kept.get(row.numberId) ?? [];
    const twice = before.find(one => one.assignmentId === row.id && one.from < payment.to && payment.from < one.to);
    if (twice) wrong.push(`${row.id} paid twice for one month: ${twice.invoiceId}, ${invoiceId}`);
    kept.set(row.numberId, [...before, payment]);
  }
  return wrong;
}

function linesOf(audit: Books['audit'], id: string, act: string, invoiceId: string): number {
  const named = (after: unknown) => (after as { invoiceId?: string } | null)?.invoiceId === invoiceId;
  return audit.filter(line => line.entityId === id && line.act === act && named(line.after)).length;
}

/** The price told when it was assigned, or one that the agency chose for it before it was paid. */
function priceRight({ payments, audit }: Books): string[] {
  return payments.flatMap(({ invoiceId, amount, assignmentId, paidAt }) => {
    const told = audit.filter(line => line.entityId === assignmentId && line.at <= paidAt + 1000);
    const [first] = told.filter(line => line.act === 'assigned').map(line => line.after as { price: number });
    const chosen = told.filter(line => line.act === 'price_chosen').map(line => line.after as { nextPrice: number });
    const prices = [first?.price, ...chosen.map(line => line.nextPrice)];
    return prices.includes(amount) ? [] : [`${invoiceId}: ${amount}, not one of ${prices}`];
  });
}

function releasedInTime({ assignments, now }: Books, calmSince: number): string[] {
  return assignments.flatMap(row => {
    const { id, state, endsAt, endedAt, endReason } = row;
    const due = endsAt === null ? null : Math.max(endsAt, calmSince) + HOUR;
    if (state !== 'ended') return due !== null && due < now ? [`${id} should have gone back`] : [];
    if (endReason !== 'released') return [];
    const early = endedAt !== null && endedAt < (endsAt ?? row.paidThrough ?? 0);
    const late = due !== null && endedAt !== null && endedAt > due;
    return early || late ? [`${id} went back ${early ? 'early' : 'late'}`] : [];
  });
}

function oneOwner({ assignments }: Books): string[] {
  const ends = (row: AssignmentRow) => row.endedAt ?? Number.POSITIVE_INFINITY;
  return assignments.flatMap((one, n) =>
    assignments
      .slice(n + 1)
      .filter(other => other.numberId === one.numberId)
      .filter(other => one.createdAt < ends(other) && other.createdAt < ends(one))
      .map(other => `${one.numberId}: ${one.id} and ${other.id}`),
  );
}

function nothingLeftToPay({ assignments, invoices, sessions }: Books): string[] {
  const over = new Set(assignments.filter(row => row.state === 'ended').map(row => row.id));
  const assignmentOf = (one: Books['invoices'][number]) =>
    one.parent?.subscription_details.metadata.assignment_id ?? '';
  const unpaid = invoices.filter(one => one.status === 'open' && over.has(assignmentOf(one)));
  const open = sessions.filter(one => one.status === 'open' && over.has(one.metadata.assignment_id ?? ''));
  return [
    ...unpaid.map(one => `${one.id} of ${assignmentOf(one)} is open`),
    ...open.map(one => `${one.id} of ${one.metadata.assignment_id} is open`),
  ];
}

function purchasesRight({ purchases, charges, onOwn }: Books): string[] {
  return purchases.flatMap(row => {
    const paid = charges.filter(one => one.purchaseId === row.id && one.status === 'succeeded');
    const wrong = wrongIn(row, paid, onOwn.has(row.agencyId));
    return wrong ? [`${row.id} is ${row.state}: ${wrong}`] : [];
  });
}

function wrongIn(row: PurchaseRow, paid: Books['charges'], onOwn: boolean): string | undefined {
  if (paid.some(one => one.amount !== row.amount)) return 'charged another price than shown';
  if (paid.length > 1) return `charged ${paid.length} times`;
  const [charge] = paid;
  if (row.state === 'done' && onOwn) return charge ? 'charged here, though Twilio bills it' : undefined;
  if (row.state === 'done') return charge && !charge.refunds.length ? undefined : 'not paid, or given back';
  if (!['declined', 'failed', 'refunded'].includes(row.state)) return 'never finished nor undone';
  if (!charge) return undefined;
  return isDeepStrictEqual(charge.refunds, [charge.amount]) ? undefined : `refunds: [${charge.refunds}]`;
}

function oneKeeping({ keepings, numbers, onOwn }: Books): string[] {
  const agencies = new Set(numbers.map(row => row.agencyId));
  return [...agencies].flatMap(id => {
    const pool = numbers.filter(row => row.agencyId === id && row.releasedAt === null);
    const held = onOwn.has(id) ? 0 : pool.length;
    const running = keepings.filter(one => one.metadata.keeping_of === id && LIVE.includes(one.status));
    const paid = running.flatMap(one => one.items.data).reduce((sum, item) => sum + item.quantity, 0);
    if (running.length > 1) return [`${id} pays by ${running.length} subscriptions`];
    return paid > held ? [`${id} pays for ${paid} numbers and holds ${held}`] : [];
  });
}

function sameNumbers({ numbers, held, heldOnOwn }: Books): string[] {
  const pool = numbers.filter(row => row.releasedAt === null);
  const pooled = new Set(pool.map(row => row.e164));
  const there = (row: Books['numbers'][number]) => (row.twilioAccountSid === OWN.sid ? heldOnOwn : held).get(row.e164);
  const brought: readonly string[] = BROUGHT;
  const bought = [...held.keys(), ...[...heldOnOwn.keys()].filter(e164 => !brought.includes(e164))];
  return [
    ...pool.filter(row => there(row) === undefined).map(row => `${row.e164} is in the pool, not at Twilio`),
    ...bought.filter(e164 => !pooled.has(e164)).map(e164 => `${e164} is at Twilio, in no pool`),
    ...pool
      .filter(row => there(row)?.startsWith('http://panel.model/') === false)
      .map(row => `${row.e164} calls elsewhere`),
  ];
}

const BEGINNINGS = ['assigned', 'included'];

/** Lines that tell of a state follow one another without a gap, from the first to what the row says now. */
function oneLineEach({ assignments, purchases, audit }: Books): string[] {
  const wrong: string[] = [];
  for (const row of assignments) {
    const lines = audit.filter(line => line.entity === 'assignment' && line.entityId === row.id);
    const moves = lines.filter(line => isState(line.before) && isState(line.after));
    if (lines.filter(line => BEGINNINGS.includes(line.act)).length !== 1) wrong.push(`${row.id} was not assigned once`);
    for (const [n, move] of moves.entries()) {
      const last = moves[n - 1];
      if (last && !isDeepStrictEqual(last.after, move.before)) wrong.push(`${row.id}: a gap before ${move.act}`);
    }
    const end = moves.at(-1);
    const now = JSON.parse(JSON.stringify(stateOf(row)));
    if (end && !isDeepStrictEqual(end.after, now)) wrong.push(`${row.id}: nothing tells of the last change`);
  }
  for (const row of purchases) {
    const lines = audit.filter(line => line.entity === 'purchase' && line.entityId === row.id);
    const acts = lines.filter(line => line.act !== 'purchase.paid_late').map(line => line.act.replace('purchase.', ''));
    if (new Set(acts).size !== acts.length) wrong.push(`${row.id}: told twice: ${acts}`);
    if (acts.at(-1) !== row.state) wrong.push(`${row.id}: nothing tells that it is ${row.state}`);
  }
  return wrong;
}

const isState = (told: unknown): boolean => typeof (told as { is?: unknown } | null)?.is === 'string';

function allDelivered({ outbox, events }: Books): string[] {
  return [
    ...outbox.filter(row => row.deliveredAt === null).map(row => `${row.key} was not delivered: ${row.error ?? ''}`),
    ...events.filter(row => row.processedAt === null).map(row => `${row.id} was not processed: ${row.error ?? ''}`),
  ];
}
