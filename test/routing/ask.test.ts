import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { afterEach, expect, test } from 'vitest';
import { askOverHttp } from '../../worker/edge/ask.ts';

let server: ReturnType<typeof serve> | undefined;
afterEach(() => new Promise(done => (server ? server.close(done) : done(undefined))));

/** A database that says these things one after the other, the last one for ever. */
async function database(...says: ({ locked: string } | { value: string })[]) {
  const bodies: { requests: { batch?: { steps: object[] } }[] }[] = [];
  const app = new Hono().post('/v2/pipeline', async c => {
    bodies.push(await c.req.json());
    const said = says[Math.min(bodies.length, says.length) - 1];
    const isError = said !== undefined && 'locked' in said;
    const rows = [[{ type: 'integer', value: said && 'value' in said ? said.value : '0' }]];
    const result = {
      step_results: [isError ? null : { rows }],
      step_errors: [isError ? { message: said.locked } : null],
    };
    return c.json({ results: [{ type: 'ok', response: { type: 'batch', result } }] });
  });
  const url = await new Promise<string>(done => {
    server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, (info: AddressInfo) =>
      done(`http://127.0.0.1:${info.port}`),
    );
  });
  return { ask: askOverHttp(url, undefined), bodies };
}

const BUSY = { locked: 'SQLite error: database is locked' };
const TAKE = [{ sql: 'insert into call_slot values (?)', args: ['CA1'] }];

test('R-12 a slot that finds the database locked is asked for again, so that the call is not taken for lost', async () => {
  const { ask, bodies } = await database(BUSY, BUSY, { value: '7' });
  expect(await ask(TAKE)).toEqual([[[7]]]);
  expect(bodies).toHaveLength(3);
});

test('X-5 a database that stays locked is given up on; any other refusal at once', async () => {
  const locked = await database(BUSY);
  await expect(locked.ask(TAKE)).rejects.toThrow('database is locked');
  expect(locked.bodies).toHaveLength(6);
  server?.close();
  const broken = await database({ locked: 'no such table: call_slot' });
  await expect(broken.ask(TAKE)).rejects.toThrow('no such table');
  expect(broken.bodies).toHaveLength(1);
});

test('C-1 a question behind a gate says so to the database, and all go in one request', async () => {
  const { ask, bodies } = await database({ value: '1' });
  await ask([
    { sql: 'select 1', args: [], isGate: true },
    { sql: 'select ?', args: ['x'], when: 0 },
    { sql: 'select 2', args: [], unless: 0 },
  ]);
  expect(bodies).toHaveLength(1);
  expect(bodies[0]?.requests[0]?.batch?.steps[1]).toMatchObject({ condition: { type: 'ok', step: 0 } });
  expect(bodies[0]?.requests[0]?.batch?.steps[2]).toMatchObject({ condition: { type: 'error', step: 0 } });
});
