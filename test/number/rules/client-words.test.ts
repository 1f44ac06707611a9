import { expect, test } from 'vitest';
import { inClientWords } from '../../../worker/number/rules/client-words.ts';

test.each(['no_card', 'carrier_refused_account', 'needs_address'])(
  'N-12 T-7 a client who meets “%s” is told to ask the agency, and nothing of its card, account or settings',
  code => {
    const agencys = { code, title: 'Not bought.', detail: 'The agency has no card on file. Add one under Settings.' };
    const told = inClientWords(agencys);
    expect(told.code).not.toBe(code);
    expect(told.detail).toMatch(/ask your agency/i);
    expect(told.detail).not.toMatch(/card|token|account|settings/i);
  },
);

test('N-12 what is theirs to decide is told as it is', () => {
  const gone = { code: 'number_gone', title: 'Not bought.', detail: 'It is no longer on offer.', params: { n: 1 } };
  expect(inClientWords(gone)).toBe(gone);
});
