import type { Guard } from './guard.ts';

const rules = (file: string, name: string) => ({ project: 'rules' as const, file: `test/${file}`, name });
const verbs = (file: string, name: string) => ({ project: 'verbs' as const, file: `test/${file}`, name });
const step = (name: string) => rules('assignment/rules/step.test.ts', name);
const dunning = (name: string) => verbs('assignment/dunning.test.ts', name);

/** The state machine's conditions, and what is due when. */
export const billingSteps: Guard[] = [
  {
    name: 'A-6 only an active subscription makes a number active',
    file: 'worker/assignment/rules/step.ts',
    find: "if (seen.status !== 'active') {",
    replace: "if (seen.status === 'canceled') {",
    test: step('A-6 an incomplete one does not'),
  },
  {
    name: 'A-13 a subscription that is not its own never moves an assignment',
    file: 'worker/assignment/rules/step.ts',
    find: 'if (state.subscriptionId !== event.subscription.id) return stray(state, event.subscription);',
    replace: '',
    test: step('A-13 a second subscription is given back'),
  },
  {
    name: 'A-12 a subscription is cancelled, and what is open of it voided, whoever ended it',
    file: 'worker/assignment/rules/step.ts',
    find: "if (subscriptionId) wants.push({ do: 'cancel_subscription', subscriptionId });",
    replace: '',
    test: step('A-12 Stripe cancels early'),
  },
  {
    name: 'A-12 what a number owes is voided when it ends',
    file: 'worker/assignment/effect.ts',
    find: 'for (const { id } of data) await voidInvoice(ctx, id, account);',
    replace: 'if (!data) throw new Error();',
    test: dunning('A-10 taken back while it owes, what is open is voided'),
  },
  {
    name: 'A-9 due time: never released before its period ends',
    file: 'worker/assignment/rules/step.ts',
    find: "if (seen.endsAt !== null && seen.endsAt <= now) return end(state, 'released', now);",
    replace: "if (seen.endsAt !== null) return end(state, 'released', now);",
    test: step('A-8 cancel_at_period_end schedules the release'),
  },
  {
    name: 'A-9 due time: the sweep takes what is due, and nothing else',
    file: 'worker/assignment/store/across.ts',
    find: 'isNotNull(assignment.checkAt), lte(assignment.checkAt, ctx.now)))\n    .orderBy',
    replace: 'isNotNull(assignment.checkAt)))\n    .orderBy',
    test: verbs('model/due.test.ts', 'A-9 the sweep leaves what is not due yet'),
  },
  {
    name: 'A-7 due time: a reservation lapses at its time',
    file: 'worker/assignment/rules/step.ts',
    find: "state.expiresAt !== null && state.expiresAt <= now) return end(left, 'expired', now);",
    replace: "state.expiresAt !== null) return end(left, 'expired', now);",
    test: step('A-5 a lapsed page is forgotten'),
  },
  {
    name: 'A-8 keeping is refused once the period is over',
    file: 'worker/assignment/keep.ts',
    find: "state.is === 'ended' || (endsAt !== null && endsAt <= ctx.now)",
    replace: "state.is === 'ended'",
    test: verbs('assignment/late.test.ts', 'A-8 keeping is refused once the period is over'),
  },
  {
    name: 'A-12 due time: seven days of grace',
    file: 'worker/assignment/rules/dunning.ts',
    find: "seen.status !== 'past_due' || since + GRACE_MS <= now",
    replace: "seen.status !== 'past_due'",
    test: dunning('M-1 is told on day 0, 3 and 6; suspended on day 7'),
  },
  {
    name: 'A-12 due time: fourteen days suspended',
    file: 'worker/assignment/rules/step.ts',
    find: "next.is === 'suspended' && next.suspendedAt + SUSPENDED_MS <= now",
    replace: "next.is === 'suspended'",
    test: dunning('M-1 is told on day 0, 3 and 6; suspended on day 7'),
  },
  {
    name: 'T-5 due time: a removed sub-account keeps its numbers for seven days',
    file: 'worker/assignment/store/across.ts',
    find: '        lte(subAccount.deletedAt, before),\n',
    replace: '',
    test: verbs('assignment/main.test.ts', 'T-5 a sub-account removed in the CRM loses its numbers after seven days'),
  },
  {
    name: 'N-10 due time: a returned number rests',
    file: 'worker/assignment/assign.ts',
    find: '  if (until <= ctx.now) return;\n',
    replace: '  if (until) return;\n',
    test: verbs('assignment/main.test.ts', 'N-10 a returned number rests as long as the agency says'),
  },
  {
    name: 'N-2 due time: the bank’s consent is waited for a day',
    file: 'worker/number/consent.ts',
    find: 'if (ctx.now - row.updatedAt < ABANDONED_MS) return undefined;',
    replace: '',
    test: verbs('number/consent.test.ts', 'abandoned: given up after 24 hours, not before'),
  },
  {
    name: 'N-2 a consent that is given up cannot be given any more',
    file: 'worker/number/consent.ts',
    find: "await ctx.stripe.paymentIntents.cancel(intentId, { cancellation_reason: 'abandoned' });",
    replace: 'if (!intentId) throw new Error();',
    test: verbs('number/consent.test.ts', 'abandoned: given up after 24 hours, not before'),
  },
  {
    name: 'N-2 due time: a carrier that is silent is given half an hour',
    file: 'worker/number/order.ts',
    find: 'if (unsure && ctx.now - row.updatedAt < GIVE_UP_MS) throw cause;',
    replace: '',
    test: verbs('number/vendor-down.test.ts', 'Twilio was down for half an hour: the charge is given back'),
  },
  {
    name: 'A-14 due time: the night’s run happens once a night',
    file: 'worker/reconcile/run.ts',
    find: 'if (isNightly && !(await takenForTonight(ctx, agencyId))) return;',
    replace: '',
    test: verbs('reconcile/reconcile.test.ts', 'nightly by due time: once a night'),
  },
];
