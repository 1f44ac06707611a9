import { beforeAll, describe, expect, it } from 'vitest';
import { loadPhones } from '../../ui/format/phone.ts';
import { pathOf } from '../../ui/panels/forwarding/path.ts';
import { t } from '../../ui/text/index.ts';

const FORWARD = '+14155550199';
const plain = (text: string) => text.replaceAll('\u00a0', ' ').replaceAll('\u2011', '-');
const said = (number: Parameters<typeof pathOf>[0], to: string | null) =>
  plain(t.forwarding.path.sentence(pathOf(number, to)));
const priya = { state: 'active', wiredTo: 'user', wiredUser: { id: 'usr_1', name: 'Priya' } } as const;
const free = { state: 'active', wiredTo: null, wiredUser: null } as const;

beforeAll(loadPhones);

describe('S-4 what happens to a call, in words', () => {
  it('R-3 a direct number rings its user, then R-7 forwards, then R-8 speaks', () => {
    expect(said(priya, FORWARD)).toBe('Rings Priya, then forwards to (415) 555-0199, then a spoken message.');
  });

  it('R-5 any other number rings whoever looks after the caller', () => {
    expect(said(free, null)).toBe('Rings whoever looks after the caller, then a spoken message.');
  });

  it.each(['ending', 'past_due'] as const)('A-8, A-12 %s is still routed', state => {
    expect(pathOf({ ...priya, state }, FORWARD)).toHaveLength(3);
  });

  it.each(['pending', 'suspended', 'ended'] as const)('R-1 %s rings nobody, whatever is set', state => {
    expect(pathOf({ ...priya, state }, FORWARD)).toHaveLength(1);
    expect(said({ ...priya, state }, FORWARD)).toMatch(/^Not in service/);
  });
});
