import { and, eq, isNull } from 'drizzle-orm';
import { contact, contactPhone, hostSync, membership, user } from '../../schema/index.ts';
import { beginSync, sweepSyncs } from '../../worker/host/sync/begin.ts';
import { runSync } from '../../worker/host/sync/run.ts';
import { NOON, type TestCtx, testContext } from '../support/context.ts';
import { mintTenant, type Tenant } from '../support/mint.ts';
import { type Crm, locationOf } from './two-hosts.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

export async function work(ctx: TestCtx): Promise<void> {
  for (let job = ctx.sent.jobs.shift(); job; job = ctx.sent.jobs.shift()) {
    if (job.kind === 'host_sync') await runSync(ctx, job.syncId, job.pages);
  }
}

/** A night later. */
export async function night(ctx: TestCtx, days = 1): Promise<TestCtx> {
  const later = ctx.at(NOON + days * DAY);
  await sweepSyncs(later);
  await work(later);
  return later;
}

export const contactsOf = async (ctx: TestCtx, t: Tenant) => {
  const rows = await ctx.db.read
    .select({ name: contact.name, owner: contact.ownerHostUserId, phone: contactPhone.e164 })
    .from(contact)
    .leftJoin(contactPhone, eq(contactPhone.contactId, contact.id))
    .where(and(eq(contact.agencyId, t.agencyId), isNull(contact.deletedAt)))
    .orderBy(contact.name);
  return rows.map(({ name, owner, phone }) => [name, owner, phone]);
};

export const peopleOf = async (ctx: TestCtx, t: Tenant) => {
  const rows = await ctx.db.read
    .select({ name: user.name, role: user.agencyRole, seat: membership.role })
    .from(user)
    .leftJoin(membership, eq(membership.userId, user.id))
    .where(and(eq(user.agencyId, t.agencyId), isNull(user.deletedAt)))
    .orderBy(user.name);
  return rows.map(({ name, role, seat }) => [name, role ?? seat]);
};

export const syncsOf = (ctx: TestCtx, t: Tenant) =>
  ctx.db.read.select().from(hostSync).where(eq(hostSync.agencyId, t.agencyId));
export const contactSync = async (ctx: TestCtx, t: Tenant) => {
  const found = (await syncsOf(ctx, t)).find(({ kind }) => kind === 'contacts');
  if (!found) throw new Error('no such run');
  return found;
};

/** A tenant whose CRM has its location, its owner and staff under the same ids, and three contacts. */
export async function begun(crm: Crm): Promise<{ ctx: TestCtx; t: Tenant; own: (id: string) => string }> {
  const ctx = await testContext();
  const t = await mintTenant(ctx, { agency: { createdAt: NOON - 2 * DAY } });
  await crm.admit(ctx, t);
  const own = (id: string) => `${id}-${t.subAccountId}`;
  crm.place(t, { id: locationOf(t), name: 'Bayside Dental' });
  crm.person(t, { id: `host-${t.ownerId}`, name: 'Rosa Diaz' });
  crm.person(t, { id: `host-${t.staffId}`, name: 'Omar Haddad' });
  crm.person(t, { id: `host-${t.agencyUserId}`, name: 'Ada Lind', isAgency: true });
  crm.contact(t, { id: own('k1'), name: 'Jamal Okafor', phone: '(415) 555-2671', ownerId: `host-${t.staffId}` });
  crm.contact(t, { id: own('k2'), name: 'Mei Tanaka', phone: '+14155552672' });
  crm.contact(t, { id: own('k3'), name: 'Zoe Adler', phone: 'none' });
  await beginSync(ctx, t.agencyId, 'install');
  await work(ctx);
  return { ctx, t, own };
}
