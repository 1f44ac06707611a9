import { askAgent } from '../agent/ask.ts';
import { sealedSecretOf } from '../agent/secret.ts';
import { isLive } from '../assignment/rules/live.ts';
import type { Ctx } from '../context.ts';
import type { Decision } from '../routing/rules/decide.ts';
import type { CallStep } from '../routing/rules/step.ts';
import { field } from '../routing/signature.ts';
import { dialTwiml, streamTwiml } from '../routing/twiml.ts';
import type { Webhook } from '../routing/verify.ts';
import { entitled, finish, mayGoOn, move } from './call-course.ts';
import { legAnswered, type OpenOutbound } from './call-store.ts';
import { hangUpTwiml, regretTwiml } from './call-twiml.ts';

type Speaking = Extract<CallStep, { agentId: string }>;

/**
 * O-5: the contact has answered a call of an agent's, so the agent speaks. What was allowed when it was placed is
 * asked once more (L-6, N-7, R-14), and whether the number is still attached to that very agent (L-1).
 */
export async function connectAgent(ctx: Ctx, hook: Webhook): Promise<string> {
  const open = await entitled(ctx, hook, 'CallSid');
  const step = open && speaking(open);
  if (!open || !step || open.call.endedAt !== null) return hangUpTwiml();
  const { call } = open;
  if (!mayGoOn(ctx, open) || open.wiredAgentId !== step.agentId) {
    await finish(ctx, call, 'failed', null);
    return hangUpTwiml();
  }
  await move(ctx, call, 'answered', [legAnswered(ctx, call.id, 1)]);
  const { next } = addresses(ctx, open);
  if (step.kind === 'stream') return streamTwiml(step.endpoint, next);
  if (step.kind === 'webhook') return spoken(ctx, hook, open, step);
  const phones = [{ to: step.endpoint, isSip: true }];
  return dialTwiml({ phones, seconds: step.seconds, callerId: call.from, action: next });
}

/** Another document of the agent's, within the same call. */
export async function agentSaysMore(ctx: Ctx, hook: Webhook): Promise<string> {
  const open = await entitled(ctx, hook, 'CallSid');
  const step = open && speaking(open);
  const isTheirs = open && step?.kind === 'webhook' && open.wiredAgentId === step.agentId;
  if (!isTheirs || open.call.endedAt !== null || !isLive(open.assignment, ctx.now)) return hangUpTwiml();
  return spoken(ctx, hook, open, step);
}

/** The agent is done, or could not be reached at all. */
export function afterAgent(hook: Webhook): string {
  const failed = ['failed', 'busy', 'no-answer'].includes(field(hook.form, 'DialCallStatus'));
  return failed ? regretTwiml('cannot') : hangUpTwiml();
}

async function spoken(ctx: Ctx, { form, query }: Webhook, open: OpenOutbound, step: Speaking): Promise<string> {
  const { call } = open;
  const secret = await sealedSecretOf(ctx, call.agencyId, step.agentId);
  const document = await askAgent(ctx, {
    agencyId: call.agencyId,
    agent: { id: step.agentId, secret },
    endpoint: step.endpoint,
    document: query.u,
    form: Object.fromEntries(Object.keys(form).map(name => [name, field(form, name)])),
    id: ctx.id(call.callSid),
    callerId: call.from,
    ...addresses(ctx, open),
  });
  if (document.ok) return document.twiml;
  ctx.log.warn('agent.failed', { callId: call.id, agentId: step.agentId, why: document.why });
  return regretTwiml('cannot');
}

function speaking({ call }: OpenOutbound): Speaking | undefined {
  const { steps = [] } = call.decision as Partial<Decision>;
  return steps.find((step): step is Speaking => 'agentId' in step && step.kind !== 'agent_message');
}

function addresses(ctx: Ctx, { call }: OpenOutbound) {
  const base = `${ctx.env.PUBLIC_URL}/twilio/outbound/agent`;
  return {
    next: `${base}/next?c=${call.id}`,
    fetched: (url: string) => `${base}/more?c=${call.id}&u=${encodeURIComponent(url)}`,
  };
}
