import type { Ctx } from '../context.ts';
import type { Effect } from './rules/effect.ts';
import { operatorMessage } from './rules/operator-words.ts';

/**
 * Tells whoever runs this Trunkline of what concerns no agency, or that agency's people cannot mend. It always stands in
 * the log; it is mailed where an address was configured.
 */
export async function mailOperator(ctx: Ctx, { subject, lines }: Extract<Effect, { kind: 'mail_operator' }>) {
  ctx.log.warn('operator.told', { subject, lines });
  const to = ctx.env.OPERATOR_EMAIL;
  if (to) await ctx.mail('Trunkline').send({ to, ...operatorMessage(subject, lines) });
}
