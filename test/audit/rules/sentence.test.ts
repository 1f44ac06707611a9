import { expect, test } from 'vitest';
import { actInWords, type Told } from '../../../worker/audit/rules/sentence.ts';

const told = (over: Partial<Told>): Told => ({
  ...{ entity: 'assignment', act: 'assigned', e164: '+14155550132', subAccount: 'Bayside Dental' },
  ...{ person: null, thing: null, after: null },
  ...over,
});

test.each<[Partial<Told>, string]>([
  [{}, '+1 415 555 0132 was assigned to Bayside Dental.'],
  [{ act: 'past_due' }, 'The payment of Bayside Dental for +1 415 555 0132 failed.'],
  [{ entity: 'number', act: 'number.bought', subAccount: null }, '+1 415 555 0132 was bought.'],
  [{ entity: 'user', act: 'user.blocked', person: 'Omar' }, 'Omar was blocked.'],
  [{ entity: 'plan', act: 'plan.archived', thing: 'Standard' }, 'The plan Standard was archived.'],
  [
    { entity: 'agency', act: 'reconciled', after: { repaired: 1, listed: 2 } },
    'The books were compared with Stripe and Twilio: 1 mended, 2 listed.',
  ],
  [{ entity: 'number', act: 'taken_off' }, '+1 415 555 0132 was taken off a level of Bayside Dental.'],
  [{ entity: 'program', act: 'added', after: { name: 'Spring' } }, 'The program Spring of Bayside Dental was added.'],
  [{ entity: 'business_unit', act: 'removed' }, 'The business unit of Bayside Dental was removed.'],
  [{ entity: 'workflow_hook', act: 'made' }, 'A hook of Bayside Dental was added.'],
  [
    { entity: 'api_key', act: 'revoked', subAccount: null, after: { name: 'Booking' } },
    'The API key Booking was revoked.',
  ],
  [
    { entity: 'workflow_hook', act: 'ended', subAccount: null, after: { why: 'gone' } },
    'A hook ended because its receiver wants no more.',
  ],
  [{ entity: 'new_thing', act: 'put_right' }, 'New thing of Bayside Dental: put right.'],
  [{ e164: null, subAccount: null }, 'A number was assigned to a sub-account.'],
])('X-3 %j reads: %s', (over, sentence) => {
  expect(actInWords(told(over))).toBe(sentence);
});
