import type { Guard } from './guard.ts';

const rules = (file: string, name: string) => ({ project: 'rules' as const, file: `test/routing/rules/${file}`, name });
const verbs = (file: string, name: string) => ({ project: 'verbs' as const, file: `test/routing/${file}`, name });

/** What a decision rests on, and what is said of a call afterwards. */
export const routingFacts: Guard[] = [
  {
    name: 'T-1 tenant filter: contacts of the number’s own sub-account only',
    file: 'worker/routing/questions.ts',
    find: 'p.sub_account_id=a.sub_account_id and ',
    replace: '',
    test: verbs('answer-call.test.ts', 'T-1 a contact of another sub-account or agency decides nothing'),
  },
  {
    name: 'T-1 tenant filter: only numbers of the same agency are resolved',
    file: 'worker/routing/questions.ts',
    find: ' and called.agency_id = n.agency_id',
    replace: '',
    test: verbs('load.test.ts', 'T-1 a number of another agency is none of ours'),
  },
  {
    name: 'T-1 tenant filter: people of the same agency only',
    file: 'worker/routing/questions.ts',
    find: ' and +u.agency_id=n.agency_id',
    replace: '',
    test: verbs('load.test.ts', 'U-2 the owner stands in for a default rule that names nobody'),
  },
  {
    name: 'T-1 a repeat is one of the same call to the same number',
    file: 'worker/routing/questions.ts',
    find: ' and "to"=?1)',
    replace: ')',
    test: verbs('answer-call.test.ts', 'T-1 X-1 the id of somebody else’s call, on another number'),
  },
  {
    name: 'C-1 a contact that is gone decides nothing',
    file: 'worker/routing/questions.ts',
    find: ' and k.deleted_at is null',
    replace: '',
    test: verbs('load-model.test.ts', 'C-1 T-1 R-4 R-12 R-13 whatever is in the database'),
  },
  {
    name: 'L-6 an assignment that has ended has no part in a call',
    file: 'worker/routing/questions.ts',
    find: " and a.state<>'ended'\n  left join sub_account s on",
    replace: '\n  left join sub_account s on',
    test: verbs('load-model.test.ts', 'C-1 T-1 R-4 R-12 R-13 whatever is in the database'),
  },
  {
    name: 'R-13 a user’s phone that is diverted to us is not rung again',
    file: 'worker/routing/load.ts',
    find: 'legsOf(step).map(leg => leg.to)',
    replace: '[]',
    test: verbs('load.test.ts', 'R-13 a user’s phone that is diverted to our own number'),
  },
  {
    name: 'T-1 R-16 a text stays in its own sub-account’s inbox',
    file: 'worker/routing/rules/place.ts',
    find: 'if (at.isText && isElsewhere(at, hop))',
    replace: 'if (false)',
    test: rules('onward.test.ts', 'T-1 R-16 a text that another sub-account’s number would get'),
  },
  {
    name: 'R-16 a text that nobody may get is everybody’s',
    file: 'worker/routing/receive-text.ts',
    find: 'delivered.length ? [...selected, ...delivered] : []',
    replace: '[...selected, ...delivered]',
    test: verbs('text.test.ts', 'R-9 R-16 availability does not count for texts'),
  },
  {
    name: 'U-2 an owner who is blocked does not stand in',
    file: 'worker/company-number/rules/owner.ts',
    find: 'isOut(a) - isOut(b) || ',
    replace: '',
    test: verbs('load.test.ts', 'U-2 T-3 of two owners one who may ring stands in'),
  },
  {
    name: 'U-7 who pressed 1 and was not put through answered nothing',
    file: 'worker/routing/next-step.ts',
    find: "if (field(form, 'DialCallStatus') && !('agentId' in done)) await reach(notPutThrough(ctx, open, index));",
    replace: '',
    test: verbs('group.test.ts', 'U-7 a caller who hung up while somebody pressed 1'),
  },
  {
    name: 'X-2 half an emoji spoils no record',
    file: 'worker/edge/many.ts',
    find: 'params: [jsonText(rows.map(values))]',
    replace: 'params: [JSON.stringify(rows.map(values))]',
    test: verbs('packed.test.ts', 'X-2 C-1 half an emoji'),
  },
];
