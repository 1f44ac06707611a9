import { beforeAll, describe, expect, it } from 'vitest';
import { loadPhones } from '../../ui/format/phone.ts';
import { pathOf, type Rest } from '../../ui/panels/forwarding/path.ts';
import { t } from '../../ui/text/index.ts';

const FORWARD: Rest = { to: '+14155550199', voicemail: false };
const NOWHERE: Rest = { to: null, voicemail: false };
const plain = (text: string) => text.replaceAll('\u00a0', ' ').replaceAll('\u2011', '-');
const said = (number: Parameters<typeof pathOf>[0], rest: Rest) =>
  plain(t.forwarding.path.sentence(pathOf(number, rest)));
const priya = {
  state: 'active',
  wiredTo: 'user',
  wiredUser: { id: 'usr_1', name: 'Priya', voicemail: false },
} as const;
const free = { state: 'active', wiredTo: null, wiredUser: null } as const;

beforeAll(loadPhones);

describe('S-4 what happens to a call, in words', () => {
  it('R-3 a direct number rings its user, then R-7 forwards, then R-8 speaks', () => {
    expect(said(priya, FORWARD)).toBe('Rings Priya, then forwards to (415) 555-0199, then a spoken message.');
  });

  it('R-8 where voicemail is on it takes a message at the end', () => {
    const rest = { ...FORWARD, voicemail: true };
    expect(said(priya, rest)).toBe('Rings Priya, then forwards to (415) 555-0199, then goes to voicemail.');
  });

  it('R-10 the user’s own voicemail takes it before forwarding', () => {
    const own = { ...priya, wiredUser: { ...priya.wiredUser, voicemail: true } };
    expect(said(own, FORWARD)).toBe('Rings Priya, then goes to Priya’s voicemail.');
  });

  it('R-5 any other number rings whoever looks after the caller', () => {
    expect(said(free, NOWHERE)).toBe('Rings whoever looks after the caller, then a spoken message.');
  });

  it('R-6 a company number follows its rules, R-2 an agent’s number its agent', () => {
    expect(said({ ...free, wiredTo: 'company' }, NOWHERE)).toContain('company number’s rules, then a spoken message');
    expect(said({ ...free, wiredTo: 'agent' }, NOWHERE)).toMatch(/^Is answered by its voice agent/);
  });

  it.each(['ending', 'past_due'] as const)('A-8, A-12 %s is still routed', state => {
    expect(pathOf({ ...priya, state }, FORWARD)).toHaveLength(3);
  });

  it.each(['pending', 'suspended', 'ended'] as const)('R-1 %s rings nobody, whatever is set', state => {
    expect(pathOf({ ...priya, state }, FORWARD)).toHaveLength(1);
    expect(said({ ...priya, state }, FORWARD)).toMatch(/^Not in service/);
  });
});
