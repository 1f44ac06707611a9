import { and, eq } from 'drizzle-orm';
import { agency, user } from '../../schema/index.ts';
import type { Ctx } from '../context.ts';
import type { Effect } from './rules/effect.ts';
import { message } from './rules/message.ts';

/** Sends one mail in the agency's name to the person's address of now (M-1). */
export async function mailPerson(ctx: Ctx, effect: Extract<Effect, { kind: 'mail' }>): Promise<void> {
  const [row] = await ctx.db.read
    .select({
      email: user.email,
      name: user.name,
      agency: agency.name,
      supportEmail: agency.supportEmail,
      supportPhone: agency.supportPhone,
    })
    .from(user)
    .innerJoin(agency, eq(agency.id, user.agencyId))
    .where(and(eq(user.agencyId, effect.agencyId), eq(user.id, effect.userId)));
  if (!row) throw new Error(`the recipient ${effect.userId} is gone`);
  if (!row.email) throw new Error(`the recipient ${effect.userId} has no email address`);
  const support = [row.supportEmail, row.supportPhone].filter(Boolean).join(' or ');
  const mail = message(effect.template, effect.params, { name: row.name, agency: row.agency, support });
  await ctx.mail(row.agency).send({ to: row.email, ...mail });
}
