import { describe, expect, test } from 'vitest';
import { ineligible } from '../../../worker/assignment/rules/eligible.ts';
import { type StandingFacts, standingForAgency, standingForClient } from '../../../worker/plan/rules/standing-words.ts';

const GOOD: StandingFacts = {
  subAccountName: 'Bayside',
  subAccountDeleted: false,
  planMode: 'paid',
  agencyConnected: true,
  agencyMayCharge: true,
  customerKnown: true,
  planStatus: 'active',
  cardValid: true,
};

/** Every combination of what standing rests on. */
const ALL: StandingFacts[] = [false, true].flatMap(agencyConnected =>
  [false, true].flatMap(agencyMayCharge =>
    [false, true].flatMap(customerKnown =>
      [false, true].flatMap(cardValid =>
        ([null, 'paid', 'included'] as const).flatMap(planMode =>
          [null, 'active', 'trialing', 'past_due', 'canceled'].map(planStatus => ({
            ...GOOD,
            ...{ agencyConnected, agencyMayCharge, customerKnown, cardValid, planMode, planStatus },
          })),
        ),
      ),
    ),
  ),
);

describe('T-5 a standing in words', () => {
  test('A-1 it is good exactly where the assign dialog offers an approved user; A-11 included plans need none', () => {
    for (const facts of ALL) {
      const why = ineligible({ ...facts, userName: 'Rosa', userStatus: 'approved' });
      const spoken = standingForAgency(facts);
      expect({ facts, ok: spoken.ok }).toEqual({ facts, ok: why === null || why.code === 'plan_included' });
      if (!spoken.ok) expect(spoken).toMatchObject({ reason: why?.code, sentence: why?.detail });
    }
  });

  test('the client hears the same reason in words of its own, never of the agency’s panels', () => {
    for (const facts of ALL) {
      const [agency, client] = [standingForAgency(facts), standingForClient(facts)];
      expect([client.ok, client.reason]).toEqual([agency.ok, agency.reason]);
      expect(client.sentence).not.toMatch(/Sub-accounts|Settings/);
      if (!client.ok) expect(client.sentence).toMatch(/Ask|Start|Add|Change/);
    }
  });

  test('a plan whose payment failed is not started again but paid', () => {
    expect(standingForClient({ ...GOOD, planStatus: 'past_due' }).sentence).toContain('billing portal');
    expect(standingForClient({ ...GOOD, planStatus: 'canceled' }).sentence).toContain('Start it');
  });
});
