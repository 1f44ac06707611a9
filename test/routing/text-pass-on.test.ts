import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { agent } from '../../schema/index.ts';
import { ANN, MINUTE, type Office, openOffice, ROSA } from '../outbound/office.ts';

const OUTSIDE = '+14155550188';
let o: Office;
beforeEach(async () => {
  o = await openOffice();
});
afterEach(() => o.close());

const inbox = async () => (await o.messages()).filter(row => row.direction === 'in');
const only = async () => {
  const [row, ...more] = await inbox();
  if (!row || more.length) throw new Error(`${more.length + (row ? 1 : 0)} texts`);
  return row;
};

describe('passing on', () => {
  test('R-16 a copy goes to the phone of whom wants one, with the sender in front', async () => {
    await o.configure(o.tenant.ownerId, { copyTexts: true });
    await o.text('Running late', { media: ['https://media.example/1.png'] });
    expect(o.arrived(ROSA)).toMatchObject([
      { from: o.tenant.e164, body: `${ANN}: Running late [1 attachment: see the inbox]` },
    ]);
    expect((await o.messages()).map(row => row.kind).sort()).toEqual(['copy', 'inbound']);
  });

  test('R-16 R-7 a number wired to nobody relays to its forwarding number, and keeps the text', async () => {
    await o.change({ wiredTo: null, wiredUserId: null, forwardTo: OUTSIDE });
    await o.text('Hello');
    expect(o.arrived(OUTSIDE)).toMatchObject([{ from: o.tenant.e164, body: `${ANN}: Hello` }]);
    expect(await inbox()).toHaveLength(1);
  });

  test('R-13 what the forwarding number itself writes is not relayed back to it', async () => {
    await o.change({ wiredTo: null, wiredUserId: null, forwardTo: OUTSIDE });
    await o.text('Who is this?', { from: OUTSIDE });
    expect(o.arrived(OUTSIDE)).toEqual([]);
    expect(await inbox()).toHaveLength(1);
  });

  test('R-13 forwarding to one of our own numbers sends no text there', async () => {
    const company = await o.companyNumber();
    await o.change({ wiredTo: null, wiredUserId: null, forwardTo: company.e164 });
    await o.text('Hello');
    expect(o.arrived(company.e164)).toEqual([]);
    expect(await inbox()).toHaveLength(1);
  });

  test('R-13 a copy never goes to one of our own numbers, and says so', async () => {
    const company = await o.companyNumber();
    await o.configure(o.tenant.ownerId, { copyTexts: true, phone: company.e164 });
    await o.text('Hello');
    const copy = (await o.messages()).find(row => row.kind === 'copy');
    expect(copy).toMatchObject({ status: 'failed', errorCode: 'loop' });
    expect(await inbox()).toHaveLength(1);
  });

  test('R-17 a forwarding phone that wrote STOP gets no relays, until START', async () => {
    await o.change({ wiredTo: null, wiredUserId: null, forwardTo: OUTSIDE });
    await o.text('STOP', { from: OUTSIDE });
    o.twilio.carrier.optOuts.clear();
    await o.text('Hello');
    expect(o.arrived(OUTSIDE).filter(text => text.body.includes('Hello'))).toEqual([]);
    await o.text('START', { from: OUTSIDE });
    await o.text('Hello again');
    expect(o.arrived(OUTSIDE).filter(text => text.body.includes('Hello again'))).toHaveLength(1);
  });

  test('R-14 a relay to a country that is no longer allowed is not sent, and says why', async () => {
    await o.change({ wiredTo: null, wiredUserId: null, forwardTo: '+442079460958' });
    await o.text('Hello');
    expect(o.arrived('+442079460958')).toEqual([]);
    expect(await inbox()).toHaveLength(1);
  });

  test('R-16 an agent gets its message webhook, again when it failed', async () => {
    const got: { key: string | undefined; body: unknown }[] = [];
    const server = createServer((request, response) => {
      let raw = '';
      request.on('data', chunk => {
        raw += chunk;
      });
      request.on('end', () => {
        got.push({ key: request.headers['idempotency-key'] as string | undefined, body: JSON.parse(raw) });
        response.writeHead(got.length === 1 ? 500 : 200).end();
      });
    });
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    const messageWebhook = `http://127.0.0.1:${(server.address() as AddressInfo).port}/texts`;
    const id = o.ctx().id('agt');
    await o
      .ctx()
      .db.read.insert(agent)
      .values({ id, ...o.place, kind: 'voice_agent', name: 'Front desk', messageWebhook, createdAt: 1 });
    await o.change({ wiredTo: 'agent', wiredUserId: null, wiredAgentId: id });
    await o.text('Book me in');
    await o.later(2 * MINUTE);
    server.close();
    const row = await only();
    expect(got).toHaveLength(2);
    expect(got[1]).toMatchObject({
      key: row.id,
      body: { type: 'text.received', id: row.id, from: ANN, body: 'Book me in' },
    });
  });
});
