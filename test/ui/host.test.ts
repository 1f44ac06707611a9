import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connectHost, NoHost, type Surroundings, takeToken } from '../../ui/host.ts';

const CRM = 'https://crm.example';

function frame(change: Partial<Surroundings> = {}) {
  const sent: { message: unknown; to: string }[] = [];
  const replaced: string[] = [];
  let listener: Parameters<Surroundings['onMessage']>[0] = () => {};
  const parent = { postMessage: (message: unknown, to: string) => void sent.push({ message, to }) };
  const host = connectHost({
    location: { href: 'https://panel.example/embed/jwt/acme', origin: 'https://panel.example' },
    replaceUrl: url => void replaced.push(url),
    parent,
    parentOrigin: undefined,
    onMessage: take => {
      listener = take;
    },
    issuer: 'acme',
    kind: 'jwt',
    origins: [CRM, 'https://white.label'],
    posted: undefined,
    ...change,
  });
  const say = (data: unknown, from: { source?: unknown; origin?: string } = {}) =>
    listener({ source: parent, origin: CRM, data, ...from });
  return { host, sent, replaced, say };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('H-3 a launch token in the address', () => {
  it('is taken from the fragment and scrubbed from history before anything else happens', async () => {
    const { host, replaced, sent } = frame({
      location: { href: 'https://panel.example/embed/jwt/acme#token=t1', origin: 'https://panel.example' },
    });
    expect(replaced).toEqual(['https://panel.example/embed/jwt/acme']);
    expect(await host.launchToken()).toBe('t1');
    expect(sent).toEqual([]);
  });

  it('is taken from the query, leaving the rest of the address alone', () => {
    expect(takeToken('https://p.example/x?a=1&token=t2#/numbers/n1')).toEqual({
      token: 't2',
      cleaned: 'https://p.example/x?a=1#/numbers/n1',
    });
    expect(takeToken('https://p.example/x#/staff')).toEqual({
      token: undefined,
      cleaned: 'https://p.example/x#/staff',
    });
  });

  it('serves once: the next one is asked of the CRM', async () => {
    const { host, sent, say } = frame({ posted: 'posted' });
    expect(await host.launchToken()).toBe('posted');
    const next = host.launchToken();
    await vi.advanceTimersByTimeAsync(0);
    expect(sent.map(s => s.to)).toEqual([CRM, 'https://white.label']);
    expect(sent[0]?.message).toEqual({ v: 1, type: 'embed:ready' });
    say({ v: 1, type: 'embed:init', token: 'fresh' });
    expect(await next).toBe('fresh');
  });
});

describe('H-3 messages', () => {
  it('are taken only from the parent window and only from a registered origin', async () => {
    const { host, say } = frame();
    const token = host.launchToken();
    say({ v: 1, type: 'embed:init', token: 'stranger' }, { origin: 'https://evil.example' });
    say({ v: 1, type: 'embed:init', token: 'sibling' }, { source: {} });
    say({ v: 2, type: 'embed:init', token: 'other version' });
    say('noise');
    say({ v: 1, type: 'embed:init', token: 'right' });
    expect(await token).toBe('right');
  });

  it('are sent to the framing page alone where the browser names it, and to nobody if it is not registered', async () => {
    const known = frame({ parentOrigin: CRM });
    known.host.resize(640);
    expect(known.sent).toEqual([{ message: { v: 1, type: 'embed:resize', height: 640 }, to: CRM }]);

    const stranger = frame({ parentOrigin: 'https://evil.example' });
    stranger.host.resize(640);
    expect(stranger.sent).toEqual([]);
  });

  it('carry the theme, and tokens handed over unasked', () => {
    const { host, say } = frame();
    const themes: string[] = [];
    const tokens: string[] = [];
    host.onTheme(theme => void themes.push(theme));
    host.onToken(token => void tokens.push(token));
    say({ v: 1, type: 'embed:theme', theme: 'dark' });
    say({ v: 1, type: 'embed:theme', theme: 'url(x)' });
    say({ v: 1, type: 'embed:token-refresh', token: 't9' });
    say({ v: 1, type: 'embed:init', token: 'nobody waits for this' });
    expect(themes).toEqual(['dark']);
    expect(tokens).toEqual(['t9']);
  });
});

describe('H-3 without an answer', () => {
  it('outside a frame it says so at once', async () => {
    const { host } = frame({ parent: null });
    await expect(host.launchToken()).rejects.toMatchObject({ why: 'not-framed' });
  });

  it('in a frame it asks again and gives up after five seconds', async () => {
    const { host, sent } = frame({ origins: [CRM] });
    const token = host.launchToken();
    const refused = expect(token).rejects.toBeInstanceOf(NoHost);
    await vi.advanceTimersByTimeAsync(5_000);
    await refused;
    expect(sent.length).toBe(4);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(sent.length).toBe(4);
  });
});
