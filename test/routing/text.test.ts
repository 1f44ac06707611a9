import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { assignment, inboxShare, number, unknownRule, user } from '../../schema/index.ts';
import { listInbox } from '../../worker/inbox/list.ts';
import { ANN, MINUTE, type Office, openOffice, ROSA } from '../outbound/office.ts';

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
    // Nobody gets it, so it is in the inbox of all.
    expect(await sharedWith(late?.id ?? '')).toEqual([]);
    const staff = { userId: o.tenant.staffId, isAdmin: false };
    const { items } = await listInbox(o.ctx(), o.place, staff, 'unknown', undefined);
    expect(items).toMatchObject([{ caller: { e164: ANN }, preview: { text: 'And now?' } }]);
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

test('T-1 the number’s row decides whose text it is, whatever account speaks', async () => {
  await o
    .ctx()
    .db.read.update(number)
    .set({ twilioAccountSid: `AC${'1'.repeat(32)}` });
  expect(await o.text('Hello')).toMatchObject({ status: 403 });
  expect(await o.messages()).toEqual([]);
});
