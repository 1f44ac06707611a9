import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { assignment, callSlot, membership, number, subAccount, unknownRule, user } from '../../schema/index.ts';
import { readRules } from '../../worker/company-number/read.ts';
import type { Ctx } from '../../worker/context.ts';
import { load } from '../../worker/routing/load.ts';
import { mintTenant, type Tenant } from '../support/mint.ts';
import { activate, attribute, configure, type Line, makeCompany, openLine, STRANGER, wire } from './line.ts';

/** Another live number of the tenant's sub-account. */
async function anotherNumber(ctx: Ctx, tenant: Tenant, e164: string, over: Partial<typeof number.$inferInsert> = {}) {
  const [row] = await ctx.db.read.select().from(number).where(eq(number.id, tenant.numberId));
  if (!row) throw new Error('no number');
  const numberId = ctx.id('num');
  const wires = { wiredTo: null, wiredUserId: null, forwardTo: null };
  await ctx.db.read.insert(number).values({ ...row, ...wires, id: numberId, e164, twilioSid: numberId, ...over });
  await activate(ctx, { ...tenant, numberId });
  return numberId;
}

const forward = (line: Line, to: string) =>
  line.ctx.db.read.update(number).set({ forwardTo: to }).where(eq(number.id, line.tenant.numberId));

test('R-13 forwarding to a colleague’s direct number rings the colleague, in the same round trip', async () => {
  const line = await openLine();
  await activate(line.ctx, line.tenant);
  await anotherNumber(line.ctx, line.tenant, '+14155550121', { wiredTo: 'user', wiredUserId: line.tenant.staffId });
  await forward(line, '+14155550121');
  const { body } = await line.ring();
  expect(body).toContain('>+12125550102</Number>');
  expect(body).not.toContain('+14155550121</Number>');
});

test('R-13 a chain through our numbers ends at the outside number behind it', async () => {
  const line = await openLine();
  await activate(line.ctx, line.tenant);
  await anotherNumber(line.ctx, line.tenant, '+14155550121', { forwardTo: '+14155550122' });
  await anotherNumber(line.ctx, line.tenant, '+14155550122', { forwardTo: '+12125550199' });
  await forward(line, '+14155550121');
  expect((await line.ring()).body).toContain('>+12125550199</Number>');
});

test('T-1 a number of another agency is none of ours: it is dialled like any other, and its people stay unknown', async () => {
  const line = await openLine();
  await activate(line.ctx, line.tenant);
  const other = await mintTenant(line.ctx);
  await activate(line.ctx, other);
  await wire(line.ctx, other, other.staffId);
  await forward(line, other.e164);
  const { facts } = await load(line.ctx, '', { from: STRANGER, to: line.tenant.e164 });
  expect(facts.hops).toEqual([]);
  expect((await line.ring()).body).toContain(`>${other.e164}</Number>`);
});

test('R-13 a call that comes back from the outside number we are dialling for its caller hears the last word', async () => {
  const line = await openLine();
  await activate(line.ctx, line.tenant);
  await forward(line, '+12125550199');
  const first = await line.ring();
  expect(first.body).toContain('>+12125550199</Number>');
  const back = await line.ring();
  expect(back.body).toContain('Nobody can take your call');
  const told = await line.ring({ ForwardedFrom: '+12125550199' });
  expect(told.body).toContain('Nobody can take your call');
  const elsewhere = await line.ring({ ForwardedFrom: '+12125550190' });
  expect(elsewhere.body).toContain('<Dial');
});

test('R-13 a user’s phone that is diverted to our own number rings nobody again; the same caller’s next call does', async () => {
  const line = await openLine();
  await makeCompany(line, [line.tenant.staffId]);
  expect((await line.ring()).body).toContain('>+12125550102</Number>');
  const back = await line.ring({ ForwardedFrom: '+12125550102' });
  expect(back.body).toContain('Nobody can take your call');
  expect((await line.ring()).body).toContain('>+12125550102</Number>');
});

test('R-13 somebody else, a withheld caller, and the same caller later on are not taken for it', async () => {
  const line = await openLine();
  await activate(line.ctx, line.tenant);
  await forward(line, '+12125550199');
  await line.ring();
  await line.ring({ From: 'anonymous' });
  expect((await line.ring({ From: '+12125550188' })).body).toContain('<Dial');
  expect((await line.ring({ From: 'anonymous' })).body).toContain('<Dial');
  line.with({ now: line.ctx.now + 3 * 60_000 });
  expect((await line.ring()).body).toContain('<Dial');
});

test('R-13 a caller whose call was taken may call again', async () => {
  const line = await openLine();
  await activate(line.ctx, line.tenant);
  await forward(line, '+12125550199');
  const first = await line.ring();
  const leg = { CallSid: 'CAleg', ParentCallSid: first.sid, CallStatus: 'in-progress' };
  await line.post(attribute(first.body, 'statusCallback'), leg);
  expect((await line.ring()).body).toContain('<Dial');
});

test('R-14 a user’s phone in a country the agency does not allow is not rung', async () => {
  const line = await openLine();
  await activate(line.ctx, line.tenant);
  await wire(line.ctx, line.tenant, line.tenant.staffId);
  await configure(line.ctx, line.tenant, line.tenant.staffId, { phone: '+442079460958' });
  expect((await line.ring()).body).not.toContain('<Dial');
});

test('U-2 the owner stands in for a default rule that names nobody; people of other places are never loaded', async () => {
  const line = await openLine();
  await makeCompany(line, [line.tenant.staffId]);
  const other = await mintTenant(line.ctx);
  await line.ctx.db.read.update(unknownRule).set({ action: { kind: 'user', userId: null } });
  const { facts } = await load(line.ctx, '', { from: STRANGER, to: line.tenant.e164 });
  expect(facts.ownerId).toBe(line.tenant.ownerId);
  expect(facts.people?.map(person => person.userId)).toEqual([line.tenant.ownerId]);
  await line.ctx.db.read.update(unknownRule).set({ action: { kind: 'user', userId: other.staffId } });
  const again = await load(line.ctx, '', { from: STRANGER, to: line.tenant.e164 });
  expect(again.facts.people?.map(person => person.userId)).toEqual([line.tenant.ownerId]);
  expect((await line.ring()).body).not.toContain('<Dial');
});

test('U-2 T-3 of two owners one who may ring stands in, however long the blocked one has been here; the panel says the same', async () => {
  const line = await openLine();
  await makeCompany(line, [line.tenant.staffId]);
  const { ctx, tenant } = line;
  const db = ctx.db.read;
  await db.update(unknownRule).set({ action: { kind: 'user', userId: null } });
  await db.update(membership).set({ role: 'owner' });
  await db.update(user).set({ createdAt: 1, status: 'blocked' }).where(eq(user.id, tenant.ownerId));
  expect((await line.ring()).body).toContain('>+12125550102</Number>');
  const { agencyId, subAccountId, numberId } = tenant;
  const { ringingNow } = await readRules(ctx, { agencyId, subAccountId }, numberId);
  expect(ringingNow?.people.map(person => person.userId)).toEqual([tenant.staffId]);
});

test('U-3 one in another place, blocked or gone, is not rung', async () => {
  const line = await openLine();
  await makeCompany(line, [line.tenant.staffId]);
  await line.ctx.db.read.update(user).set({ deletedAt: 1 }).where(eq(user.id, line.tenant.staffId));
  await line.ctx.db.read.update(subAccount).set({ forwardTo: '+12125550199' });
  expect((await line.ring()).body).toContain('>+12125550199</Number>');
});

test.each(['pending', 'suspended', 'ended'] as const)(
  'R-12 a company number whose assignment is %s takes no slot',
  async state => {
    const line = await openLine();
    await makeCompany(line, [line.tenant.staffId]);
    await line.ctx.db.read.update(assignment).set({ state });
    expect((await line.ring()).body).toContain('not in service');
    expect(await line.ctx.db.read.select().from(callSlot)).toEqual([]);
  },
);

test('R-12 texts and explanations take no slot', async () => {
  const line = await openLine();
  await makeCompany(line, [line.tenant.staffId], { callLimit: 1 });
  await load(line.ctx, '', { kind: 'text', from: STRANGER, to: line.tenant.e164 });
  await load(line.ctx, '', { from: STRANGER, to: line.tenant.e164 });
  expect(await line.ctx.db.read.select().from(callSlot)).toEqual([]);
  expect((await line.ring()).body).toContain('<Dial');
});
