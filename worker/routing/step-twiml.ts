import type { Ctx } from '../context.ts';
import { isCaller } from '../number/rules/phone.ts';
import { greetingLink } from '../voicemail/link.ts';
import type { Decision } from './rules/decide.ts';
import { endTwiml, stepTwiml } from './twiml.ts';

/** TwiML of a call's step. The caller's number is shown on the rung phone, or the called one where it is withheld. */
export async function callTwiml(
  ctx: Pick<Ctx, 'env'>,
  { from, to }: { from: string; to: string },
  decision: Pick<Decision, 'steps'>,
  index: number,
  accountSid: string,
): Promise<string> {
  const step = decision.steps[index];
  if (!step) return endTwiml('silent');
  const callerId = isCaller(from) ? from : to;
  const recorded = step.kind === 'voicemail' && step.recording;
  const greeting = recorded && (await greetingLink(ctx, accountSid, recorded));
  return stepTwiml(step, index, { base: ctx.env.PUBLIC_URL, from, to, callerId, ...(greeting && { greeting }) });
}
