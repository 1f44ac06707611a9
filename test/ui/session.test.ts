import { describe, expect, it } from 'vitest';
import { type Host, NoHost } from '../../ui/host.ts';
import { Session } from '../../ui/session.ts';

const answer = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

/** A host with a pile of launch tokens, and a server that honours the bearers it gave out. */
function world(options: { tokens: number; lifeMs?: number }) {
  let asked = 0;
  let pushed: (token: string) => void = () => {};
  const host: Host = {
    issuer: 'acme',
    launchToken: async () => {
      asked += 1;
      if (asked > options.tokens) throw new NoHost('silent');
      return `launch-${asked}`;
    },
    onToken: take => {
      pushed = take;
    },
    onTheme: () => {},
    resize: () => {},
  };
  const honoured = new Set<string>();
  const calls: string[] = [];
  const server: typeof fetch = async (input, init) => {
    const path = String(input);
    const headers = new Headers(init?.headers);
    if (path === '/session') {
      const { token, issuer } = JSON.parse(String(init?.body));
      calls.push(`session ${issuer} ${token}`);
      honoured.clear();
      honoured.add(`Bearer for-${token}`);
      return answer(200, { bearer: `for-${token}`, expires_at: Date.now() + (options.lifeMs ?? 900_000) });
    }
    calls.push(`${path} ${headers.get('authorization')}`);
    return honoured.has(headers.get('authorization') ?? '') ? answer(200, {}) : answer(401, { title: 'Ended' });
  };
  const session = new Session(host, server);
  const ended: unknown[] = [];
  session.onEnded = why => void ended.push(why);
  return { session, calls, honoured, ended, push: (token: string) => pushed(token) };
}

describe('H-3 the session', () => {
  it('trades the launch token with its issuer and signs every request', async () => {
    const { session, calls } = world({ tokens: 1 });
    await session.open();
    await session.fetch('/api/me');
    expect(calls).toEqual(['session acme launch-1', '/api/me Bearer for-launch-1']);
  });

  it('asks the CRM again when the server says the bearer ended, and repeats the request once', async () => {
    const { session, calls, honoured } = world({ tokens: 2 });
    await session.open();
    honoured.clear();
    expect((await session.fetch('/api/me')).status).toBe(200);
    expect(calls.slice(1)).toEqual([
      '/api/me Bearer for-launch-1',
      'session acme launch-2',
      '/api/me Bearer for-launch-2',
    ]);
  });

  it('renews before the bearer ends, once for all requests that wait', async () => {
    const { session, calls } = world({ tokens: 9, lifeMs: 30_000 });
    await session.open();
    await Promise.all([session.fetch('/api/a'), session.fetch('/api/b')]);
    expect(calls.filter(call => call.startsWith('session'))).toHaveLength(2);
  });

  it('ends when the CRM gives no new token', async () => {
    const { session, honoured, ended } = world({ tokens: 1 });
    await session.open();
    honoured.clear();
    await expect(session.fetch('/api/me')).rejects.toMatchObject({ status: 401 });
    expect(ended).toEqual([expect.any(NoHost)]);
  });

  it('takes a token handed over unasked', async () => {
    const { session, calls, push } = world({ tokens: 1 });
    await session.open();
    push('refreshed');
    await new Promise(resolve => setTimeout(resolve));
    await session.fetch('/api/me');
    expect(calls.at(-1)).toBe('/api/me Bearer for-refreshed');
  });

  it('a lost connection is a refusal to try again, not the end of the session', async () => {
    const host: Host = {
      issuer: 'acme',
      launchToken: async () => 't',
      onToken: () => {},
      onTheme: () => {},
      resize: () => {},
    };
    const session = new Session(host, async () => Promise.reject(new TypeError('fetch failed')));
    let ended = false;
    session.onEnded = () => {
      ended = true;
    };
    await expect(session.fetch('/api/me')).rejects.toMatchObject({ status: 0, code: 'unreachable' });
    expect(ended).toBe(false);
  });
});
