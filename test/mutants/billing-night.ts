import type { Guard } from './guard.ts';

const verbs = (file: string, name: string) => ({ project: 'verbs' as const, file: `test/${file}`, name });
const reconcile = (name: string) => verbs('reconcile/reconcile.test.ts', name);

/** What cron does by itself: looking again, comparing, telling, forgetting. */
export const billingNight: Guard[] = [
  {
    name: 'N-2 a purchase given up and paid unseen: given back',
    file: 'worker/number/given-up.ts',
    find: "if (sight === 'paid' && intent) return paidLate(ctx, row, intent.id);",
    replace: '',
    test: verbs('number/vendor-down.test.ts', 'paid unseen, and given up because Stripe then said nothing'),
  },
  {
    name: 'N-11 no subscription has more lines than Stripe takes',
    file: 'worker/number/rules/keeping-shares.ts',
    find: '.slice(0, MOST_LINES)',
    replace: '',
    test: verbs('number/keeping-converges.test.ts', 'more prices than Stripe takes in one subscription'),
  },
  {
    name: 'M-1 a finding is told once',
    file: 'worker/reconcile/finding-store.ts',
    find: 'and(eq(finding.agencyId, agencyId), isNull(finding.toldAt), notInArray(finding.kind, [...but]))',
    replace: 'and(eq(finding.agencyId, agencyId), notInArray(finding.kind, [...but]))',
    test: reconcile('M-1 drift is mailed to the agency’s owner and admins, each finding once'),
  },
  {
    name: 'A-14 the night’s run of one agency leaves our own account’s findings alone',
    file: 'worker/reconcile/run.ts',
    find: 'row => !(isNightly && isOfOurs(row))',
    replace: '() => true',
    test: reconcile('is listed once a night for everybody'),
  },
  {
    name: 'A-14 turn: our own account is listed once a night',
    file: 'worker/reconcile/run.ts',
    find: "if (await isFree(ctx, 'our_numbers')) ",
    replace: '',
    test: reconcile('is listed once a night for everybody'),
  },
  {
    name: 'X-2 due time: what was delivered is kept for its time',
    file: 'worker/retention/store.ts',
    find: ' and delivered_at < ?1',
    replace: ' and delivered_at is not null',
    test: verbs('retention/kept.test.ts', 'X-2 once a night what only serves to recognise repeats is forgotten'),
  },
];
