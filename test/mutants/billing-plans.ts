import type { Guard } from './guard.ts';

const verbs = (file: string, name: string) => ({ project: 'verbs' as const, file: `test/${file}`, name });
const start = (name: string) => verbs('plan/start.test.ts', name);
const late = (name: string) => verbs('assignment/late.test.ts', name);
const crowd = (name: string) => verbs('assignment/end-crowd.test.ts', name);

/** Plans and what clients pay for them, refunds, and releases by the thousand. */
export const billingPlans: Guard[] = [
  {
    name: 'unique index plan_name: a plan that is sent twice is added once',
    file: 'schema/migrations/0013_plan_names.sql',
    find: 'CREATE UNIQUE INDEX `plan_name`',
    replace: 'CREATE INDEX `plan_name`',
    test: verbs('plan/plans.test.ts', 'sent twice at one instant it is added once'),
  },
  {
    name: 'unique index agency_twilio: an own account belongs to one agency',
    file: 'schema/migrations/0000_start.sql',
    find: 'CREATE UNIQUE INDEX `agency_twilio`',
    replace: 'CREATE INDEX `agency_twilio`',
    test: verbs('onboarding/telephony.test.ts', 'T-1 one account belongs to one agency'),
  },
  {
    name: 'T-5 idempotency key of a plan’s payment page',
    file: 'worker/plan/start.ts',
    find: 'on(opening.account, key)',
    replace: 'on(opening.account)',
    test: start('dying after Stripe made the customer, or the page'),
  },
  {
    name: 'T-5 idempotency key of a client’s customer',
    file: 'worker/plan/customer.ts',
    find: 'on(account, key)',
    replace: 'on(account)',
    test: start('dying after Stripe made the customer, or the page'),
  },
  {
    name: 'N-9 a number that was handed back is not imported on its way out',
    file: 'worker/number/import.ts',
    find: ' || (await isHandedBack(ctx, agencyId, e164, found.sid))',
    replace: '',
    test: verbs('number/own.test.ts', 'N-9 one that was handed back, and is not yet gone there'),
  },
  {
    name: 'T-6 idempotency key of an agency’s customer',
    file: 'worker/onboarding/card.ts',
    find: 'on(undefined, key)',
    replace: 'on(undefined && key)',
    test: verbs('onboarding/stripe.test.ts', 'two clicks at once make one customer of the agency'),
  },
  {
    name: 'A-10 a refund’s key changes with the attempt: an error Stripe replays does not hold it up',
    file: 'worker/edge/refund.ts',
    find: 'Math.floor(ctx.now / ATTEMPT_MS)',
    replace: '0',
    test: late('A-10 a refund whose answer was an error of Stripe’s, before'),
  },
  {
    name: 'A-10 what was given back before is looked up, and noted all the same',
    file: 'worker/edge/refund.ts',
    find: 'if (charge.refunded) return charge.amount_refunded;',
    replace: "if (charge.refunded) throw new Error('given back before');",
    test: late('A-10 a refund that was made, and not written down, is written down'),
  },
  {
    name: 'T-5 a plan that is paid twice is noticed, also where the other subscription was made by hand',
    file: 'worker/plan/settle.ts',
    find: 'if (paysPlan && (planRuns(status) || UNPAID.includes(status))) return true;',
    replace: 'if (paysPlan && !status) return true;',
    test: start('a page that is paid though another plan runs is undone'),
  },
  {
    name: 'A-5 who pays keeps the currency, also while on no plan',
    file: 'worker/plan/choose.ts',
    find: 'if (currency !== undefined && currency !== plan.currency)',
    replace: 'if (place.plan && currency !== plan.currency)',
    test: verbs('plan/plans.test.ts', 'also by way of no plan: its numbers tell the currency'),
  },
  {
    name: 'A-9 a crowd of releases is ended by one tick at a time',
    file: 'worker/assignment/end-crowd.ts',
    find: "const turn = await takeTurn(ctx, 'crowd', until);",
    replace: 'const turn = { nextAt: 0 };',
    test: crowd('what a second crowd queues up comes behind the first one’s'),
  },
  {
    name: 'A-9 due time: a crowd ends only what its rows prove to be over',
    file: 'worker/assignment/store/end-crowd.ts',
    find: 'check_at <= ?1 and ends_at <= ?1',
    replace: 'ends_at is not null',
    test: crowd('are ended by what their rows prove'),
  },
  {
    name: 'A-9 what Stripe went on charging behind our back is found',
    file: 'worker/assignment/end-crowd.ts',
    find: '  await sync(ctx, row.agencyId, assignmentId, { subscriptionId });\n  await cancelSubscription(ctx, { stripeAccountId, subscriptionId });\n',
    replace: '',
    test: crowd('one that was kept at Stripe behind our back is cancelled'),
  },
];
