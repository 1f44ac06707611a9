import type { Client, InStatement } from '@libsql/client';

/** A plan to begin with (T-4); money in minor units of `currency`. */
export interface SeedPlan {
  id: string;
  name: string;
  currency: string;
  basePrice: number;
  numberPrice: number;
  trialDays?: number;
}

/** What an agency that the host has installed still lacks: its Stripe sides, whom to ask, its plans and who is on which. */
export interface AgencySeed {
  hostCompanyId: string;
  supportEmail: string;
  supportPhone: string;
  /** Customer on the platform account. */
  stripeCustomerId: string;
  /** Connected account. */
  stripeAccountId: string;
  plans: SeedPlan[];
  subAccounts: {
    hostLocationId: string;
    planId: string;
    stripeCustomerId: string;
    planSubscriptionId: string | null;
  }[];
  now: number;
}

/** Completes an installed agency until onboarding is a panel of its own. Throws when the host has not installed it. */
export async function seedAgency(client: Pick<Client, 'execute' | 'batch'>, seed: AgencySeed): Promise<string> {
  const found = await client.execute({
    sql: 'select id from agency where host_company_id = ?',
    args: [seed.hostCompanyId],
  });
  const agencyId = found.rows[0]?.id;
  if (typeof agencyId !== 'string') throw new Error(`The host has not installed ${seed.hostCompanyId} yet.`);
  const statements: InStatement[] = [
    {
      sql: `update agency set support_email = ?, support_phone = ?, stripe_customer_id = ?, stripe_account_id = ?,
        card_on_file = 1, charges_enabled = 1, telephony = 'ours' where id = ?`,
      args: [seed.supportEmail, seed.supportPhone, seed.stripeCustomerId, seed.stripeAccountId, agencyId],
    },
    ...seed.plans.map(plan => ({
      sql: `insert into plan (id, agency_id, name, currency, base_price, number_price, trial_days, created_at)
            values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing`,
      args: [
        plan.id,
        agencyId,
        plan.name,
        plan.currency,
        plan.basePrice,
        plan.numberPrice,
        plan.trialDays ?? 0,
        seed.now,
      ],
    })),
    ...seed.subAccounts.map(place => ({
      sql: `update sub_account set plan_id = ?, stripe_customer_id = ?, plan_subscription_id = ?
            where agency_id = ? and host_location_id = ?`,
      args: [place.planId, place.stripeCustomerId, place.planSubscriptionId, agencyId, place.hostLocationId],
    })),
  ];
  await client.batch(statements, 'write');
  return agencyId;
}
