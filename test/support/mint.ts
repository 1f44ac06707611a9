import * as schema from '../../schema/index.ts';
import type { Ctx } from '../../worker/context.ts';

/** Mints one believable tenant per test: an agency on its own host, a plan, a sub-account with owner and staff, a number. */
export interface Tenant {
  hostId: string;
  agencyId: string;
  planId: string;
  subAccountId: string;
  ownerId: string;
  staffId: string;
  agencyUserId: string;
  numberId: string;
  e164: string;
}

let minted = 0;

/** A fresh US number per call, valid by its number plan: +1 212 555 xxxx is fictional, so 212 2xx xxxx is used. */
export function freshNumber(): string {
  minted += 1;
  return `+1212${String(2_000_000 + ((minted * 7) % 999_999)).padStart(7, '0')}`;
}

export async function mintTenant(
  ctx: Ctx,
  over: {
    plan?: Partial<typeof schema.plan.$inferInsert>;
    subAccount?: Partial<typeof schema.subAccount.$inferInsert>;
    agency?: Partial<typeof schema.agency.$inferInsert>;
  } = {},
): Promise<Tenant> {
  const { id, now } = ctx;
  const t: Tenant = {
    hostId: id('hst'),
    agencyId: id('agy'),
    planId: id('pln'),
    subAccountId: id('sub'),
    ownerId: id('usr'),
    staffId: id('usr'),
    agencyUserId: id('usr'),
    numberId: id('num'),
    e164: freshNumber(),
  };
  const { agencyId, subAccountId } = t;
  const person = (userId: string, name: string, phone: string | null) => ({
    id: userId,
    agencyId,
    hostUserId: `host-${userId}`,
    name,
    email: `${userId}@example.com`,
    phone,
    status: 'approved' as const,
    createdAt: now,
  });
  const db = ctx.db.read;
  await ctx.db.commit([
    db.insert(schema.host).values({
      id: t.hostId,
      kind: 'jwt',
      issuer: `issuer-${t.hostId}`,
      name: 'Northwind',
      algorithm: 'HS256',
      webhookSecret: 'sealed',
      embedOrigins: ['https://crm.example'],
      createdAt: now,
    }),
    db.insert(schema.agency).values({
      id: agencyId,
      hostId: t.hostId,
      hostCompanyId: `company-${agencyId}`,
      name: 'Harbor Growth',
      supportEmail: 'help@harbor.example',
      stripeCustomerId: `cus_${agencyId}`,
      stripeAccountId: `acct_${agencyId}`,
      chargesEnabled: over.agency?.stripeAccountId !== null,
      allowedCountries: ['US', 'CA'],
      createdAt: now,
      ...over.agency,
    }),
    db.insert(schema.plan).values({
      id: t.planId,
      agencyId,
      name: 'Standard',
      currency: 'usd',
      basePrice: 4900,
      numberPrice: 335,
      createdAt: now,
      ...over.plan,
    }),
    db.insert(schema.subAccount).values({
      id: subAccountId,
      agencyId,
      hostLocationId: `loc-${subAccountId}`,
      name: 'Bayside Dental',
      timezone: 'America/New_York',
      country: 'US',
      planId: t.planId,
      stripeCustomerId: `cus_${subAccountId}`,
      planSubscriptionId: `sub_${subAccountId}`,
      planStatus: 'active',
      cardValid: true,
      createdAt: now,
      ...over.subAccount,
    }),
    db
      .insert(schema.user)
      .values([
        person(t.ownerId, 'Rosa Diaz', '+12125550101'),
        person(t.staffId, 'Omar Haddad', '+12125550102'),
        { ...person(t.agencyUserId, 'Ada Lind', null), agencyRole: 'owner' as const },
      ]),
    db.insert(schema.membership).values([
      { agencyId, subAccountId, userId: t.ownerId, role: 'owner' as const },
      { agencyId, subAccountId, userId: t.staffId, role: 'staff' as const },
    ]),
    db.insert(schema.number).values({
      id: t.numberId,
      agencyId,
      e164: t.e164,
      country: 'US',
      type: 'local',
      voice: true,
      sms: true,
      twilioSid: `PN${t.numberId}`,
      twilioAccountSid: 'AC00000000000000000000000000000000',
      telcoCost: 115,
      telcoCurrency: 'usd',
      boughtAt: now,
    }),
  ]);
  return t;
}
