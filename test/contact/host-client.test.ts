import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jwtHostClient } from '../../worker/host/jwt/client.ts';
import { HostError } from '../../worker/host/port.ts';

/** A host that answers whatever a test wants it to. */
let answer: () => Response;
const asked: { method: string; path: string; bearer: string | null }[] = [];
let origin = '';
let close: () => void;
beforeAll(async () => {
  const app = new Hono().all('*', c => {
    const { pathname, search } = new URL(c.req.url);
    asked.push({ method: c.req.method, path: pathname + search, bearer: c.req.header('authorization') ?? null });
    return answer();
  });
  await new Promise<void>(ready => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, (address: AddressInfo) => {
      origin = `http://127.0.0.1:${address.port}`;
      close = () => server.close();
      ready();
    });
  });
});
afterAll(() => close());

const client = () => jwtHostClient(`${origin}/api`, 'a-token');
const k1 = { locationId: 'l1', id: 'k1' };
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });
const failure = (attempt: Promise<unknown>): Promise<HostError> =>
  attempt.then(
    () => {
      throw new Error('it did not fail');
    },
    cause => cause,
  );

describe('H-1 the JWT host’s interface', () => {
  test('a contact comes as we keep it: instants in ms, absent things as null', async () => {
    answer = () => json({ id: 'k1', updated_at: '2026-03-03T12:00:00.000Z', extra: 1 });
    expect(await client().readContact({ locationId: 'l1', id: 'k/1' })).toEqual({
      ...{ id: 'k1', name: '', phones: [], ownerId: null, source: null, createdAt: null },
      updatedAt: Date.UTC(2026, 2, 3, 12),
      isDeleted: false,
    });
    expect(asked.at(-1)).toEqual({ method: 'PATCH', path: '/api/contacts/k%2F1', bearer: 'Bearer a-token' });
  });

  test('a list is read to its end', async () => {
    const pages = [{ items: [{ id: 'k1' }], next: 'c2' }, { items: [{ id: 'k2', deleted: true }] }];
    answer = () => json(pages.shift());
    const found = await client().contactsSince('l1', 0);
    expect(found.map(one => [one.id, one.isDeleted])).toEqual([
      ['k1', false],
      ['k2', true],
    ]);
    expect(asked.at(-1)?.path).toContain('cursor=c2');
  });

  test.each([
    [429, true],
    [401, true],
    [408, true],
    [500, true],
    [503, true],
    [400, false],
    [404, false],
    [422, false],
  ])('C-2 whether %d may pass: %s', async (status, mayPass) => {
    answer = () => json({}, status);
    const cause = await failure(client().addTags(k1, ['x']));
    expect([cause.status, cause.mayPass]).toEqual([status, mayPass]);
  });

  test.each([
    ['something that is not JSON', () => new Response('<html>')],
    ['another form than agreed', () => json({ name: 'no id' })],
    ['phones that are none', () => json({ id: 'k1', phones: [1] })],
  ])('X-6 %s is a failure of the host’s, not ours', async (_what, given) => {
    answer = given;
    const cause = await failure(client().readContact(k1));
    expect(cause).toBeInstanceOf(HostError);
    expect([cause.status, cause.mayPass]).toEqual([502, true]);
  });

  test('X-4 a redirect is not followed: the token goes to the registered address only', async () => {
    answer = () => new Response(null, { status: 302, headers: { location: `${origin}/elsewhere` } });
    asked.length = 0;
    expect((await failure(client().readContact(k1))).status).toBe(302);
    expect(asked).toHaveLength(1);
  });

  test('a host that cannot be reached may pass', async () => {
    const cause = await failure(jwtHostClient('http://127.0.0.1:9', 'a-token').readContact(k1));
    expect([cause.status, cause.mayPass]).toEqual([0, true]);
  });
});
