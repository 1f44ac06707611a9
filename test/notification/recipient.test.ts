import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { membership, user } from '../../schema/index.ts';
import { mailPerson } from '../../worker/notification/mail.ts';
import { NOON, type TestCtx, testContext } from '../support/context.ts';
import { mintTenant, type Tenant } from '../support/mint.ts';

let ctx: TestCtx;
beforeAll(async () => {
  ctx = await testContext();
});

const params = { e164: '+14155550132', price: 450, currency: 'usd', endsAt: NOON, timezone: 'UTC' };
const failed = (t: Tenant, userId: string) =>
  mailPerson(ctx, {
    ...{ kind: 'mail', template: 'payment_failed', agencyId: t.agencyId, subAccountId: t.subAccountId },
    ...{ userId, params },
  });
const to = () => ctx.sent.mails.splice(0).map(mail => mail.to);

/** A colleague of the owner's, through whom the number was assigned. */
async function colleague(t: Tenant): Promise<string> {
  const id = ctx.id('usr');
  const row = { id, agencyId: t.agencyId, hostUserId: id, name: 'Kim', email: `${id}@example.com`, createdAt: NOON };
  await ctx.db.read.insert(user).values({ ...row, status: 'approved' });
  await ctx.db.read.insert(membership).values({ ...t, userId: id, role: 'admin' });
  return id;
}

test('M-1 the user it was assigned through is told, and nobody else', async () => {
  const t = await mintTenant(ctx);
  const id = await colleague(t);
  await failed(t, id);
  expect(to()).toEqual([`${id}@example.com`]);
});

test.each([
  ['was removed in the CRM', { deletedAt: NOON }, false],
  ['is blocked', { status: 'blocked' as const }, false],
  ['left the sub-account', {}, true],
])('M-1 of one who %s the owner is told instead', async (_, set, leaves) => {
  const t = await mintTenant(ctx);
  const id = await colleague(t);
  if (leaves) await ctx.db.read.delete(membership).where(eq(membership.userId, id));
  else await ctx.db.read.update(user).set(set).where(eq(user.id, id));
  await failed(t, id);
  expect(to()).toEqual([`${t.ownerId}@example.com`]);
});

test('M-1 where nobody is left the delivery fails, and is parked in the end', async () => {
  const t = await mintTenant(ctx);
  await ctx.db.read.update(user).set({ deletedAt: NOON }).where(eq(user.agencyId, t.agencyId));
  await expect(failed(t, t.ownerId)).rejects.toThrow('is gone');
  expect(to()).toEqual([]);
});

test('P-1 a mail is in the reader’s language, else in that of their agency’s owner', async () => {
  const t = await mintTenant(ctx);
  const id = await colleague(t);
  const subject = async () => {
    await failed(t, id);
    return ctx.sent.mails.splice(0)[0]?.subject;
  };
  expect(await subject()).toBe('The payment for +1 415 555 0132 failed');
  await ctx.db.read.update(user).set({ locale: 'es-MX' }).where(eq(user.id, t.agencyUserId));
  expect(await subject()).toBe('Falló el pago de +1 415 555 0132');
  await ctx.db.read.update(user).set({ locale: 'en' }).where(eq(user.id, id));
  expect(await subject()).toBe('The payment for +1 415 555 0132 failed');
});
