import { describe, expect, test } from 'vitest';
import { type AgencyFacts, checklist } from '../../../worker/onboarding/rules/checklist.ts';

const NOTHING: AgencyFacts = {
  cardOnFile: false,
  hasAccount: false,
  chargesEnabled: false,
  telephony: null,
  twilioSid: null,
};
const SID = `AC${'7'.repeat(28)}beef`;

describe('T-6 the checklist', () => {
  test.each<[string, Partial<AgencyFacts>, string[]]>([
    ['at first', {}, []],
    ['with a card', { cardOnFile: true }, ['card']],
    ['with Stripe begun, not finished', { hasAccount: true }, []],
    ['with Stripe taking payments', { hasAccount: true, chargesEnabled: true }, ['connect']],
    ['on our carrier account', { telephony: 'ours' }, ['telephony']],
    ['N-3 on its own account, which needs no card', { telephony: 'own', twilioSid: SID }, ['card', 'telephony']],
    ['with an own account chosen and none connected', { telephony: 'own' }, ['card']],
  ])('%s', (_when, facts, done) => {
    const { steps, ready } = checklist({ ...NOTHING, ...facts });
    expect(steps.filter(step => step.done).map(step => step.id)).toEqual(done);
    expect(ready).toBe(false);
  });

  test('all three done is ready; the own account is named by its last digits only', () => {
    const all = { cardOnFile: true, hasAccount: true, chargesEnabled: true, telephony: 'own', twilioSid: SID } as const;
    const { steps, ready } = checklist(all);
    expect(ready).toBe(true);
    expect(steps[2]?.detail).toContain('beef');
    expect(steps[2]?.detail).not.toContain('777');
  });

  test('A-12 whoever is connected is told which Stripe settings fit', () => {
    const { steps } = checklist({ ...NOTHING, hasAccount: true, chargesEnabled: true });
    expect(steps[1]?.detail).toMatch(/not cancelled/);
  });
});
