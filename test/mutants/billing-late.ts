import type { Guard } from './guard.ts';

const verbs = (file: string, name: string) => ({ project: 'verbs' as const, file: `test/${file}`, name });
const race = (name: string) => verbs('assignment/race.test.ts', name);
const late = (name: string) => verbs('assignment/late.test.ts', name);
const down = (name: string) => verbs('assignment/stripe-down.test.ts', name);

/** Late payments, and audit lines in the batch of their change. */
export const billingLate: Guard[] = [
  {
    name: 'A-10 a payment that lands after the end is given back',
    file: 'worker/assignment/rules/step.ts',
    find: 'return late || !DEAD.includes(seen.status) ? giveBack(state, seen) : unchanged(state);',
    replace: 'return late && !seen ? giveBack(state, seen) : unchanged(state);',
    test: {
      project: 'rules',
      file: 'test/assignment/rules/step.test.ts',
      name: 'A-10 a late payment activates nothing',
    },
  },
  {
    name: 'A-10 what was paid and cancelled before it was seen is given back',
    file: 'worker/assignment/rules/step.ts',
    find: 'return seen.paidAt === null ? left :',
    replace: 'return seen ? left :',
    test: late('A-10 paid, and cancelled at Stripe before anybody here saw it'),
  },
  {
    name: 'A-10 a page that was paid before it could be closed is given back',
    file: 'worker/assignment/effect.ts',
    find: "if (session.status !== 'complete' || !made) return;",
    replace: 'if (made !== undefined) return;',
    test: late('A-10 also when no event of it ever arrives'),
  },
  {
    name: 'A-10 the month before the end is not given back',
    file: 'worker/assignment/effect.ts',
    find: "invoice.status !== 'paid' || (own && !isLate(row, paidAt, paysUntil(invoice)))",
    replace: "invoice.status !== 'paid'",
    test: late('A-10 a renewal paid after the end is refunded, the month before it is not'),
  },
  {
    name: 'A-10 the subscription a number runs on is never given back',
    file: 'worker/assignment/effect.ts',
    find: 'if (own && row.endedAt === null) return;',
    replace: '',
    test: down('A-10 the subscription a number runs on is never refunded by mistake'),
  },
  {
    name: 'N-2 paid after it was given up: given back',
    file: 'worker/number/event.ts',
    find: 'if (isGivenUp(row))',
    replace: 'if (!row)',
    test: verbs('number/vendor-down.test.ts', 'paid after all although it had been given up: given back'),
  },
  {
    name: 'X-3 audit line of an assignment’s move, which also lets one of many win',
    file: 'worker/assignment/move.ts',
    find: `    auditLine(ctx, {
      ...tenant,
      entity: 'assignment',
      entityId: row.id,
      act: step.act,
      before: stateOf(row),
      after: step.next,
    }),
`,
    replace: '',
    test: race('A-9 many at once converge once: one activation, one mail'),
  },
  {
    name: 'X-3 audit line of a purchase’s step',
    file: 'worker/number/moved.ts',
    find: 'return [\n    purchaseMoved(ctx, row, { ...set, checkAt }),',
    replace: 'return [purchaseMoved(ctx, row, { ...set, checkAt })];\n  return [',
    test: verbs('number/consent.test.ts', 'given: Stripe’s event carries the purchase on'),
  },
  {
    name: 'X-3 audit line of an assigning',
    file: 'worker/assignment/assign.ts',
    find: "act: 'assigned',",
    replace: "act: 'nothing',",
    test: race('A-9 many at once converge once: one activation, one mail'),
  },
  {
    name: 'X-3 audit line of a late payment given back',
    file: 'worker/assignment/effect.ts',
    find: '        auditLine(ctx, { ...line, after }),\n',
    replace: '',
    test: late('A-10 a payment after the end is cancelled and refunded, and activates nothing'),
  },
];
