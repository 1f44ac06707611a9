import { billingAgencyLines } from './billing-agency-lines.ts';
import { billingIndexes } from './billing-indexes.ts';
import { billingLate } from './billing-late.ts';
import { billingNight } from './billing-night.ts';
import { billingNumberLines } from './billing-number-lines.ts';
import { billingPlans } from './billing-plans.ts';
import { billingRaces } from './billing-races.ts';
import { billingSteps } from './billing-steps.ts';
import type { Guard } from './guard.ts';

const verbs = (file: string, name: string) => ({ project: 'verbs' as const, file: `test/${file}`, name });

const race = (name: string) => verbs('assignment/race.test.ts', name);
const between = (name: string) => verbs('model/between.test.ts', name);
const down = (name: string) => verbs('assignment/stripe-down.test.ts', name);

/** What the database refuses besides its unique indexes: the last word on races. */
const refusals: Guard[] = [
  {
    name: 'outbox key: an event is told once',
    file: 'worker/notification/store.ts',
    find: 'values({ id, agencyId, key, lane, effect, ...times })',
    replace: 'values({ id, agencyId, key: crypto.randomUUID(), lane, effect, ...times })',
    test: verbs('model/lease.test.ts', 'M-1 an event that is told twice is one mail'),
  },
  {
    name: 'X-3 check: an update that hits nothing takes its whole batch back',
    file: 'schema/migrations/0000_start.sql',
    find: 'CHECK("audit"."changed" > 0)',
    replace: 'CHECK(1)',
    test: verbs('notification/commit.test.ts', 'X-3 a conditional update that hits nothing rolls back'),
  },
];

/** What Stripe and Twilio recognise a repeat by, and what is looked up before anything is asked again. */
const keysAndReads: Guard[] = [
  {
    name: 'A-5 idempotency key of a Checkout session',
    file: 'worker/assignment/pay.ts',
    find: 'on(opening.account, key)',
    replace: 'on(opening.account)',
    test: down('A-5 dying after Stripe opened the page: the next click comes to the same one'),
  },
  {
    name: 'N-2 idempotency key of a purchase’s charge',
    file: 'worker/number/charge.ts',
    find: 'on(undefined, `purchase:',
    replace: 'on(undefined && `purchase:',
    test: between('N-2 two workers that charge at the same moment charge once'),
  },
  {
    name: 'N-2 a charge is looked up before it is made again',
    file: 'worker/number/charge.ts',
    find: 'isFirst || !customer ? undefined : await chargeMade(ctx, row, customer)',
    replace: 'undefined as Awaited<ReturnType<typeof chargeMade>>',
    test: verbs('number/death.test.ts', 'so it is when cron is away for two days: Stripe’s keys are forgotten by then'),
  },
  {
    name: 'N-2 an order is looked up before it counts as failed',
    file: 'worker/number/order.ts',
    find: "if (held) return { state: 'ordered', twilioSid: held.sid };",
    replace: '',
    test: verbs('number/own.test.ts', 'an order whose answer was lost is found on that account'),
  },
  {
    name: 'T-5 standing is re-read from Stripe before a number is assigned',
    file: 'worker/assignment/assign.ts',
    find: 'await askStripe(ctx, () => rereadToPay(ctx, target))',
    replace: '{}',
    test: down('T-5 assigning while Stripe is down is refused with a reason, and changes nothing'),
  },
  {
    name: 'A-5 an open page is re-read before it is given out again',
    file: 'worker/assignment/pay.ts',
    find: 'await current(ctx, await loadAssignment(ctx, client.agencyId, assignmentId, client.subAccountId))',
    replace: 'await loadAssignment(ctx, client.agencyId, assignmentId, client.subAccountId)',
    test: between('A-5 a page that ran out is replaced although no event told of it'),
  },
  {
    name: 'A-13 an event is a hint: the subscription itself must say whose it is',
    file: 'worker/assignment/look.ts',
    find: 'subscription.metadata.assignment_id === row.id ?',
    replace: 'true ?',
    test: verbs('assignment/webhook.test.ts', 'A-13 what an event claims is only a hint'),
  },
  {
    name: 'N-1 the confirmed price is the charged price',
    file: 'worker/number/reserve.ts',
    find: 'if (shown.amount !== price.amount || shown.currency !== price.currency)',
    replace: 'if (false)',
    test: verbs('number/client-buy.test.ts', 'a price that changed since is refused'),
  },
];

/** Whose turn it is: writes that hit only what was read. */
const conditions: Guard[] = [
  {
    name: 'A-10 an assignment moves only from the state it was read in',
    file: 'worker/assignment/store/assignment.ts',
    find: '        eq(assignment.state, read.state),\n',
    replace: '',
    test: race('A-10 taken back twice at once, it ends once'),
  },
  {
    name: 'N-2 a purchase moves only from the state it was read in',
    file: 'worker/number/store/purchase.ts',
    find: 'and(eq(purchase.id, from.id), eq(purchase.state, from.state))',
    replace: 'eq(purchase.id, from.id)',
    test: between('N-2 a purchase that another worker carried on is not carried on again'),
  },
  {
    name: 'N-9 a number that somebody holds is not handed back',
    file: 'worker/number/store/release.ts',
    find: '        notExists(holders),\n',
    replace: '',
    test: between('N-9 a number that was assigned meanwhile is not handed back'),
  },
  {
    name: 'N-9 a number that was handed back is not assigned',
    file: 'worker/number/wires.ts',
    find: '        isNull(number.releasedAt),\n',
    replace: '',
    test: between('N-9 a number that was handed back meanwhile is not assigned'),
  },
  {
    name: 'X-2 what was delivered is not delivered again',
    file: 'worker/notification/store.ts',
    find: '        isNull(outbox.deliveredAt),\n        isNull(outbox.parkedAt),\n        or(',
    replace: '        or(',
    test: verbs('model/lease.test.ts', 'M-1 a mail that went out does not go out again'),
  },
  {
    name: 'X-2 what is in somebody’s hands is left to them',
    file: 'worker/notification/store.ts',
    find: 'or(isNull(outbox.leasedUntil), lt(outbox.leasedUntil, ctx.now)),',
    replace: '',
    test: verbs('model/lease.test.ts', 'M-1 of two who would send a mail at once one does'),
  },
  {
    name: 'L-6 the end of an assignment clears every wire in its batch',
    file: 'worker/number/wires.ts',
    find: '.set({ ...NO_WIRES, callPurpose: null, ',
    replace: '.set({ ',
    test: verbs('assignment/main.test.ts', 'A-8 A-9 L-6 releasing ends it with the period'),
  },
];

/** What keeps money right and numbers found. */
export const billing: Guard[] = [
  ...billingIndexes,
  ...refusals,
  ...keysAndReads,
  ...conditions,
  ...billingLate,
  ...billingNumberLines,
  ...billingAgencyLines,
  ...billingNight,
  ...billingPlans,
  ...billingRaces,
  ...billingSteps,
];
