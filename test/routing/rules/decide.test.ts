import { expect, test } from 'vitest';
import { type Decision, decide } from '../../../worker/routing/rules/decide.ts';
import type { Facts } from '../../../worker/routing/rules/facts.ts';
import { aContact, CALLED, NOW, owned, STRANGER, somebody, someFacts } from './facts.ts';

const call = (facts: Facts, from = STRANGER): Decision => decide({ from, to: CALLED }, facts, NOW);
const kinds = (decision: Decision) => decision.steps.map(step => step.kind).join(' ');
const why = (decision: Decision, rule: string) => decision.trace.find(line => line.rule === rule)?.why;
const number = someFacts().number;
const direct = (over: Partial<Facts> = {}) =>
  someFacts({ number: number && { ...number, wiredTo: 'user' }, directUser: somebody(), ...over });

test.each([
  ['not ours', { number: null }, 'not one of ours'],
  ['unassigned', { assignment: null }, 'not assigned'],
  ['pending', { assignment: { id: 'a', state: 'pending', endsAt: null } }, 'payment is still awaited'],
  ['suspended', { assignment: { id: 'a', state: 'suspended', endsAt: null } }, 'suspended'],
  ['past its end before cron ran', { assignment: { id: 'a', state: 'ending', endsAt: NOW } }, 'has ended'],
] as [string, Partial<Facts>, string][])('R-1 a number %s gets the not-in-service message', (_, over, sentence) => {
  const decision = call(direct(over));
  expect(decision).toMatchObject({ outcome: 'not_in_service', steps: [{ kind: 'say', what: 'not_in_service' }] });
  expect(why(decision, 'R-1')).toContain(sentence);
});

test.each(['active', 'ending', 'past_due'] as const)('R-1 a number whose assignment is %s is in service', state => {
  expect(call(direct({ assignment: { id: 'a', state, endsAt: NOW + 1 } })).outcome).toBe('direct');
});

test('R-3 a direct number rings its user, whoever looks after the caller', () => {
  const decision = call(direct({ contacts: [owned('omar')] }));
  expect(decision).toMatchObject({
    outcome: 'direct',
    notify: ['usr_rosa'],
    timeline: ['con_1'],
    steps: [
      { kind: 'ring', userId: 'usr_rosa', phone: '+12125550101', seconds: 20, pressOne: false },
      { kind: 'say', what: 'nobody' },
    ],
  });
  expect(why(decision, 'R-3')).toBe("It is the direct number of Rosa Diaz; nobody else's rules are considered.");
});

test('R-5 a contact with an owner rings the owner', () => {
  const decision = call(someFacts({ contacts: [owned('omar')] }));
  expect(decision).toMatchObject({ outcome: 'owner', notify: ['usr_omar'], steps: [{ userId: 'usr_omar' }, {}] });
  expect(why(decision, 'R-5')).toBe('omar looks after this contact and is rung.');
});

test('R-4 a withheld caller matches nobody', () => {
  const decision = call(someFacts({ contacts: [owned('omar')] }), 'anonymous');
  expect(decision).toMatchObject({ outcome: 'nobody', timeline: [], notify: [] });
});

test('R-5 an owner whom the CRM has not told us of is passed over', () => {
  const decision = call(someFacts({ contacts: [aContact({ ownerHostUserId: 'x' })] }));
  expect(decision.outcome).toBe('nobody');
  expect(why(decision, 'R-5')).toBe('The contact has an owner, but that user is not known here.');
});

test('R-7 the forwarding number of the number goes before that of the sub-account', () => {
  const subAccount = { id: 's', name: 'Bayside', forwardTo: '+12125550198', voicemail: true, greeting: ' Hi. ' };
  const both = call(someFacts({ number: number && { ...number, forwardTo: '+12125550199' }, subAccount }));
  expect(both).toMatchObject({
    outcome: 'forwarding',
    steps: [
      { kind: 'forward', to: '+12125550199', seconds: 25 },
      { kind: 'voicemail', of: 'sub_account', greeting: 'Hi.' },
    ],
  });
  expect(call(someFacts({ subAccount })).steps[0]).toMatchObject({ to: '+12125550198' });
});

test('R-7 a forwarding number that cannot be dialled, or is the called number, is passed over', () => {
  for (const forwardTo of ['+1911', 'nonsense', CALLED]) {
    expect(kinds(call(someFacts({ number: number && { ...number, forwardTo } })))).toBe('say');
  }
});

test('R-9 who cannot be rung is skipped, to their own voicemail if it is on, else to forwarding', () => {
  const facts = (voicemail: boolean) =>
    direct({
      directUser: somebody({ phone: null, voicemail, greeting: 'Rosa here.' }),
      number: number && { ...number, wiredTo: 'user', forwardTo: '+12125550199' },
    });
  expect(call(facts(true))).toMatchObject({
    outcome: 'voicemail',
    steps: [{ kind: 'voicemail', of: 'user', userId: 'usr_rosa', greeting: 'Rosa here.' }],
  });
  expect(kinds(call(facts(false)))).toBe('forward say');
  expect(why(call(facts(false)), 'R-9')).toBe('Rosa Diaz has no phone to ring. The call goes on to forwarding.');
});

test('R-10 after the ring time the own voicemail answers if it is on, else forwarding rings', () => {
  const subAccount = { id: 's', name: 'Bayside', forwardTo: '+12125550198', voicemail: true, greeting: null };
  expect(kinds(call(direct({ subAccount })))).toBe('ring forward voicemail');
  const own = call(direct({ subAccount, directUser: somebody({ voicemail: true }) }));
  expect(own.steps).toEqual([
    { kind: 'ring', userId: 'usr_rosa', phone: '+12125550101', seconds: 20, pressOne: false },
    { kind: 'voicemail', of: 'user', userId: 'usr_rosa' },
  ]);
});

test('R-10 ring time stays within 5 to 60 seconds', () => {
  const seconds = (stored: number) => call(direct({ directUser: somebody({ ringSeconds: stored }) })).steps[0];
  expect([1, 25, 300].map(seconds)).toMatchObject([{ seconds: 5 }, { seconds: 25 }, { seconds: 60 }]);
});
