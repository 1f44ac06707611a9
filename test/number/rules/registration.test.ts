import { expect, test } from 'vitest';
import { type Registration, type Requirement, registrationFor } from '../../../worker/number/rules/registration.ts';

const here = { sid: 'AD-de', country: 'DE' };
const abroad = { sid: 'AD-fr', country: 'FR' };

test.each<[string, Requirement, (typeof here)[], string[], boolean, Registration | undefined]>([
  ['nothing is needed', 'none', [], [], true, {}],
  ['no address at all', 'any', [], [], false, undefined],
  ['any address will do', 'any', [abroad], [], false, { addressSid: 'AD-fr' }],
  ['one of the same country goes first', 'any', [abroad, here], [], false, { addressSid: 'AD-de' }],
  ['a local one is wanted', 'local', [abroad], [], false, undefined],
  ['a local one is there', 'local', [abroad, here], [], false, { addressSid: 'AD-de' }],
  ['a foreign one is wanted', 'foreign', [abroad], [], false, { addressSid: 'AD-fr' }],
  [
    'a foreign one is wanted, but it would be ordered under the local one',
    'foreign',
    [abroad, here],
    [],
    false,
    undefined,
  ],
  ['regulated, without a bundle', 'local', [here], [], true, undefined],
  ['regulated, with one', 'local', [here], ['BU1', 'BU2'], true, { addressSid: 'AD-de', bundleSid: 'BU1' }],
])('N-1 %s', (_what, requirement, addresses, bundles, regulated, expected) => {
  expect(registrationFor(requirement, 'DE', { addresses, bundles, regulated })).toEqual(expected);
});
