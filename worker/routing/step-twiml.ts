import type { Ctx } from '../context.ts';
import { isCaller } from '../number/rules/phone.ts';
import type { Decision } from './rules/decide.ts';
import { endTwiml, stepTwiml } from './twiml.ts';

/** TwiML of a call's step. The caller's number is shown on the rung phone, or the called one where it is withheld. */
export function callTwiml(
  ctx: Pick<Ctx, 'env'>,
  { from, to }: { from: string; to: string },
  decision: Pick<Decision, 'steps'>,
  index: number,
  accountSid: string,
): string {
  const step = decision.steps[index];
  if (!step) return endTwiml('silent');
  const callerId = isCaller(from) ? from : to;
  const recordings = `${ctx.env.TWILIO_API_BASE}/2010-04-01/Accounts/${accountSid}/Recordings/`;
  return stepTwiml(step, index, { base: ctx.env.PUBLIC_URL, from, to, callerId, recordings });
}
