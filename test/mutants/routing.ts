import type { Guard } from './guard.ts';

const rules = (file: string, name: string) => ({ project: 'rules' as const, file: `test/${file}`, name });
const verbs = (file: string, name: string) => ({ project: 'verbs' as const, file: `test/${file}`, name });
const onward = (name: string) => rules('routing/rules/onward.test.ts', name);
const company = (name: string) => rules('routing/rules/company.test.ts', name);

/** What keeps calls and texts with the right people. */
export const routing: Guard[] = [
  {
    name: 'T-1 tenant filter: contacts of the number’s own sub-account only',
    file: 'worker/routing/questions.ts',
    find: 'eq(contactPhone.subAccountId, assignment.subAccountId), ',
    replace: '',
    test: verbs('routing/answer-call.test.ts', 'T-1 a contact of another sub-account or agency decides nothing'),
  },
  {
    name: 'T-1 tenant filter: only numbers of the same agency are resolved',
    file: 'worker/routing/questions.ts',
    find: ' and called.agency_id = n.agency_id',
    replace: '',
    test: verbs('routing/load.test.ts', 'T-1 a number of another agency is none of ours'),
  },
  {
    name: 'T-1 tenant filter: people of the same agency only',
    file: 'worker/routing/questions.ts',
    find: 'and(named, eq(user.agencyId, number.agencyId))',
    replace: 'named',
    test: verbs('routing/load.test.ts', 'U-2 the owner stands in for a default rule that names nobody'),
  },
  {
    name: 'T-1 tenant filter: the call log of one sub-account',
    file: 'worker/call-log/store.ts',
    find: '        eq(call.agencyId, agencyId),\n        eq(call.subAccountId, subAccountId),\n',
    replace: '',
    test: verbs('call-log/call-log.test.ts', 'T-1 calls of another sub-account are not there'),
  },
  {
    name: 'R-1 status check: an ended or suspended assignment serves nobody',
    file: 'worker/routing/rules/service.ts',
    find: 'if (!isLive(assignment, now))',
    replace: 'if (false)',
    test: rules('routing/rules/decide.test.ts', 'R-1 a number past its end before cron ran'),
  },
  {
    name: 'R-9 availability: only approved users are rung',
    file: 'worker/routing/rules/available.ts',
    find: 'if (!person.isApproved)',
    replace: 'if (false)',
    test: verbs('routing/answer-call.test.ts', 'R-9 a blocked user is not rung'),
  },
  {
    name: 'R-9 availability: nobody who is on a call',
    file: 'worker/routing/rules/available.ts',
    find: 'if (person.isOnCall)',
    replace: 'if (false)',
    test: verbs('routing/next-step.test.ts', 'R-9 who is on a call is not rung until they have hung up'),
  },
  {
    name: 'R-9 availability: a group leaves out whom it cannot ring',
    file: 'worker/routing/rules/ring.ts',
    find: 'if (!state.ok) consider(',
    replace:
      "if (!state.ok) members.push({ userId: person.userId, phone: person.phone ?? '' });\n    if (!state.ok) consider(",
    test: company('R-11 who cannot be rung is left out but stays selected'),
  },
  {
    name: 'R-11 leg cap: five phones at once',
    file: 'worker/routing/rules/ring.ts',
    find: 'members.length === MOST_AT_ONCE',
    replace: 'false',
    test: company('R-11 never more than five, whoever they are'),
  },
  {
    name: 'R-11 the bridged leg answered, not who pressed 1 first',
    file: 'worker/routing/answer-store.ts',
    find: "legs.find(one => legSid !== '' && one.legSid === legSid)",
    replace: "legs.find(one => one.to === '' && legSid === '')",
    test: verbs('routing/group.test.ts', 'R-11 who answered is the bridged leg, not who pressed 1 first'),
  },
  {
    name: 'R-12 slot count: never more calls than the limit',
    file: 'worker/routing/slot.ts',
    find: 'select count(*) from call_slot held where held.number_id = n.id and held.freed_at is null',
    replace: 'select 0',
    test: verbs('routing/slot.test.ts', 'R-12 of 200 calls at once exactly 50 get a slot'),
  },
  {
    name: 'R-12 a slot is freed at the end of its call',
    file: 'worker/routing/store.ts',
    find: '    slotFree(ctx, row.callSid),\n',
    replace: '',
    test: verbs('routing/group.test.ts', 'R-12 the slot is held until the final status and freed once'),
  },
  {
    name: 'R-13 hop limit: three of our numbers',
    file: 'worker/routing/rules/place.ts',
    find: 'at.visited.length > MAX_HOPS',
    replace: 'false',
    test: onward('R-13 a chain of three of our numbers is followed, a fourth is not'),
  },
  {
    name: 'R-13 a circle is not followed',
    file: 'worker/routing/rules/place.ts',
    find: 'at.visited.includes(to)',
    replace: 'false',
    test: onward('R-13 a circle back to the called number ends in R-8'),
  },
  {
    name: 'R-13 a call that comes back rings nobody',
    file: 'worker/routing/rules/decide.ts',
    find: 'at.isText || !facts.dialling',
    replace: 'true',
    test: onward('R-13 a call that comes back from the number we are dialling'),
  },
  {
    name: 'R-14 countries the agency has not allowed, at dialling',
    file: 'worker/routing/rules/target.ts',
    find: ' && (!allowed || isAllowedCountry(e164, allowed))',
    replace: '',
    test: onward('R-14 a country that is not allowed is never dialled'),
  },
  {
    name: 'L-6 a call under way starts no new leg',
    file: 'worker/routing/next-step.ts',
    find: 'if (!open.isServed)',
    replace: 'if (false)',
    test: verbs('routing/next-step.test.ts', 'L-6 a call under way starts no new leg once the assignment has ended'),
  },
  {
    name: 'R-2 an agent’s TwiML may dial allowed numbers only',
    file: 'worker/routing/rules/agent-twiml.ts',
    find: "if (bad) throw new Refused('<Dial> names",
    replace: "if (false) throw new Refused('<Dial> names",
    test: rules('routing/rules/agent-twiml.test.ts', 'R-14 an emergency number is refused'),
  },
  {
    name: 'X-1 only the account a number lives in may call on it',
    file: 'worker/routing/verify.ts',
    find: 'if (twilioAccountSid !== hook.accountSid)',
    replace: 'if (false)',
    test: verbs('routing/answer-call.test.ts', "X-1 an agency's own account is verified by its own token"),
  },
  {
    name: 'U-4 overlap check: two rules never share a minute',
    file: 'worker/company-number/save-rule.ts',
    find: 'if (!overlaps.length) return;',
    replace: 'return;',
    test: verbs('company-number/rule.test.ts', 'U-4 overlap is refused at save'),
  },
  {
    name: 'U-8 claim condition: who came second learns who was first',
    file: 'worker/inbox/claim.ts',
    find: 'if (now.live.userId !== viewer.userId)',
    replace: 'if (false)',
    test: verbs('inbox/claim.test.ts', 'two at once: one gets the caller'),
  },
];
