import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { agent, assignment, inboxShare, number, optOut, unknownRule, user } from '../../schema/index.ts';
import { sendText } from '../../worker/outbound/send-text.ts';
import { ANN, MINUTE, type Office, openOffice, problem, ROSA } from '../outbound/office.ts';

const OUTSIDE = '+14155550188';
let o: Office;
beforeEach(async () => {
  o = await openOffice();
});
afterEach(() => o.close());

const inbox = async () => (await o.messages()).filter(row => row.direction === 'in');
const sharedWith = async (id: string) => {
  const rows = await o
    .ctx()
    .db.read.select()
    .from(inboxShare)
    .where(eq(inboxShare.record, `message:${id}`));
  return rows.map(row => row.userId).sort();
};
const only = async () => {
  const [row, ...more] = await inbox();
  if (!row || more.length) throw new Error(`${more.length + (row ? 1 : 0)} texts`);
  return row;
};
const optOuts = () => o.ctx().db.read.select().from(optOut);

describe('an inbound text', () => {
  test('R-16 R-3 to a direct number is in its user’s inbox only', async () => {
    const answer = await o.text('Hello 👋 مرحبا');
    expect(answer).toMatchObject({ status: 200, response: expect.stringContaining('<Response') });
    const row = await only();
    expect(row).toMatchObject({ from: ANN, body: 'Hello 👋 مرحبا', kind: 'inbound', status: 'received' });
    expect(await sharedWith(row.id)).toEqual([o.tenant.ownerId]);
    expect(row.decision).toMatchObject({ outcome: 'direct', trace: expect.any(Array) });
  });

  test('R-16 pictures, an empty body and long texts are kept whole', async () => {
    await o.text('', { media: ['https://media.example/1.png', 'https://media.example/2.png'] });
    await o.text('x'.repeat(2000));
    const rows = await inbox();
    expect(rows.find(row => row.body === '')?.media).toEqual([
      'https://media.example/1.png',
      'https://media.example/2.png',
    ]);
    expect(rows.find(row => row.body !== '')?.body).toHaveLength(2000);
  });

  test('X-1 a repeat has no second effect', async () => {
    await o.configure(o.tenant.ownerId, { copyTexts: true });
    await o.text('Once');
    const sid = (await only()).messageSid ?? '';
    const answer = await o.repeat(sid);
    expect(answer).toBe(200);
    expect(await inbox()).toHaveLength(1);
    expect(o.arrived(ROSA)).toHaveLength(1);
  });

  test('R-1 to a number out of service leaves nothing behind', async () => {
    const { db } = o.ctx();
    await db.read.update(assignment).set({ state: 'suspended' }).where(eq(assignment.id, o.assignmentId));
    expect(await o.text('Hello')).toMatchObject({ status: 200 });
    expect(await o.messages()).toEqual([]);
    expect(o.ctx().sent.logs.join()).toContain('text.not_in_service');
  });

  test('X-2 nothing is answered with success that could not be stored', async () => {
    o.breakDatabase();
    expect(await o.text('Hello')).toMatchObject({ status: 500 });
    o.breakDatabase(false);
  });

  test('R-16 R-5 C-2 from a contact goes to their owner and onto the timeline', async () => {
    const company = await o.companyNumber();
    const contactId = await o.know(o.tenant.staffId);
    await o.text('It is me', { to: company.e164 });
    const row = await only();
    expect(row).toMatchObject({ contactId, unknown: false });
    expect(await sharedWith(row.id)).toEqual([o.tenant.staffId]);
    expect((await o.outbox()).map(one => one.key)).toContain(`timeline:text:${row.id}:${contactId}`);
  });

  test('R-9 R-16 availability does not count for texts, approval does', async () => {
    await o.configure(o.tenant.ownerId, { doNotDisturbUntil: o.clock.now() + 60 * MINUTE });
    await o.text('Are you there?');
    expect(await sharedWith((await only()).id)).toEqual([o.tenant.ownerId]);
    await o.ctx().db.read.update(user).set({ status: 'blocked' }).where(eq(user.id, o.tenant.ownerId));
    await o.text('And now?');
    const late = (await inbox()).find(row => row.body === 'And now?');
    expect(late?.decision).toMatchObject({ outcome: 'nobody' });
  });

  test('U-8 from an unknown sender goes to all whom the rule selected', async () => {
    const company = await o.companyNumber();
    const people = [o.tenant.ownerId, o.tenant.staffId];
    await o
      .ctx()
      .db.read.insert(unknownRule)
      .values({
        id: o.ctx().id('rul'),
        assignmentId: company.assignmentId,
        ...o.place,
        isDefault: true,
        name: 'Default',
        action: { kind: 'ring_group', userIds: people, seconds: 20 },
        hours: [],
        createdAt: 1,
        updatedAt: 1,
      });
    await o.text('Do you have time on Monday?', { to: company.e164 });
    const row = await only();
    expect(row).toMatchObject({ unknown: true, contactId: null });
    expect(await sharedWith(row.id)).toEqual([...people].sort());
  });
});

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

describe('opt-out words', () => {
  const write = () =>
    sendText(o.ctx(), {
      ...o.place,
      userId: o.tenant.ownerId,
      to: ANN,
      numberId: o.tenant.numberId,
      body: 'Hello',
      requestId: o.ctx().id('req'),
      kind: 'manual',
    });

  test('R-17 STOP blocks later texts of the sub-account until START', async () => {
    await o.text(' Stop. ');
    expect(await optOuts()).toMatchObject([{ e164: ANN, keyword: 'STOP', subAccountId: o.place.subAccountId }]);
    await expect(write()).rejects.toThrow(problem('opted_out'));
    o.twilio.carrier.optOuts.clear();
    await o.text('Unstop');
    expect(await optOuts()).toEqual([]);
    await write();
    await o.work();
    expect(o.arrived(ANN).map(text => text.body)).toContain('Hello');
  });

  test('R-17 STOP is in the inbox, but is passed on to nobody', async () => {
    await o.configure(o.tenant.ownerId, { copyTexts: true });
    await o.text('STOPALL');
    expect(await sharedWith((await only()).id)).toEqual([o.tenant.ownerId]);
    expect(o.arrived(ROSA)).toEqual([]);
  });

  test('R-17 HELP is answered with the agency’s support contact', async () => {
    await o.text('help');
    expect(o.arrived(ANN).map(text => text.body)).toEqual([expect.stringContaining('help@harbor.example')]);
  });

  test('R-17 "Yes" from somebody who never opted out is an ordinary text', async () => {
    await o.configure(o.tenant.ownerId, { copyTexts: true });
    await o.text('Yes!');
    expect(o.arrived(ROSA)).toMatchObject([{ body: `${ANN}: Yes!` }]);
  });

  test('R-17 one sub-account’s STOP is not another’s', async () => {
    const other = await openOffice();
    await o.text('STOP');
    expect(await other.ctx().db.read.select().from(optOut)).toEqual([]);
    await other.close();
  });
});

test('T-1 the number’s row decides whose text it is, whatever account speaks', async () => {
  await o
    .ctx()
    .db.read.update(number)
    .set({ twilioAccountSid: `AC${'1'.repeat(32)}` });
  expect(await o.text('Hello')).toMatchObject({ status: 403 });
  expect(await o.messages()).toEqual([]);
});
