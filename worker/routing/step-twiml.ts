import type { Ctx } from '../context.ts';
import { isCaller } from '../number/rules/phone.ts';
import type { Decision } from './rules/decide.ts';
import { endTwiml, stepTwiml } from './twiml.ts';

/** TwiML of a stored call's step. The caller's number is shown on the rung phone, or the called one where it is withheld. */
export function callTwiml(
  ctx: Pick<Ctx, 'env'>,
  row: { id: string; from: string; to: string },
  decision: Decision,
  index: number,
): string {
  const step = decision.steps[index];
  if (!step) return endTwiml('silent');
  const callerId = isCaller(row.from) ? row.from : row.to;
  return stepTwiml(step, index, { base: ctx.env.PUBLIC_URL, callId: row.id, callerId });
}
