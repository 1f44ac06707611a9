import { askAgent } from '../agent/ask.ts';
import { sealedSecretOf } from '../agent/secret.ts';
import type { Ctx } from '../context.ts';
import { isCaller } from '../number/rules/phone.ts';
import { inboundOf } from './answer-call.ts';
import { answer } from './answer-store.ts';
import { findCall } from './find-call.ts';
import { stepOn } from './next-step.ts';
import { DatabaseUnreachable, reach } from './reach.ts';
import type { CallStep } from './rules/step.ts';
import { field } from './signature.ts';
import type { OpenCall } from './store.ts';
import { endTwiml } from './twiml.ts';
import type { Webhook } from './verify.ts';
import { forwardWithoutDatabase } from './without-database.ts';

type WebhookStep = Extract<CallStep, { agentId: string }>;

/** an agent's webhook answers the call, as far as its TwiML is allowed; else the call goes on to forwarding. */
export async function agentDocument(ctx: Ctx, hook: Webhook): Promise<string> {
  try {
    return await fetchAndCheck(ctx, hook);
  } catch (cause) {
    if (!(cause instanceof DatabaseUnreachable)) throw cause;
    ctx.log.error('voice.database_unreachable', cause, { at: 'agent' });
    return forwardWithoutDatabase(ctx, hook);
  }
}

async function fetchAndCheck(ctx: Ctx, hook: Webhook): Promise<string> {
  const open = await reach(findCall(ctx, hook, field(hook.form, 'CallSid'), inboundOf(hook.form)));
  const index = Number(hook.query.s);
  const step = open?.decision.steps[index];
  if (!open || step?.kind !== 'webhook') return endTwiml('silent');
  const isTheirTurn = open.call.step === index && open.isServed;
  if (!isTheirTurn) return stepOn(ctx, hook, open, index);
  const document = await documentOf(ctx, hook, open, step);
  if (document.ok) {
    await reach(answer(ctx, open, index, null));
    return document.twiml;
  }
  ctx.log.warn('agent.failed', { callId: open.call.id, agentId: step.agentId, why: document.why });
  return stepOn(ctx, hook, open, index);
}

async function documentOf(ctx: Ctx, { form, query }: Webhook, open: OpenCall, step: WebhookStep) {
  const { from, to, agencyId, callSid } = open.call;
  const base = `${ctx.env.PUBLIC_URL}/twilio/voice`;
  const at = `s=${query.s}`;
  const secret = await reach(sealedSecretOf(ctx, agencyId, step.agentId));
  return askAgent(ctx, {
    agencyId,
    agent: { id: step.agentId, secret },
    endpoint: step.endpoint,
    document: query.u,
    form: Object.fromEntries(Object.keys(form).map(name => [name, field(form, name)])),
    id: ctx.id(callSid),
    fetched: url => `${base}/agent?${at}&u=${encodeURIComponent(url)}`,
    next: `${base}/next?${at}&k=webhook`,
    callerId: isCaller(from) ? from : to,
  });
}

/** A media stream has begun: the agent took the call. */
export async function noteStream(ctx: Ctx, hook: Webhook): Promise<void> {
  if (field(hook.form, 'StreamEvent') !== 'stream-started') return;
  const inbound = { from: hook.query.f ?? '', to: hook.query.n ?? '' };
  const open = await findCall(ctx, hook, field(hook.form, 'CallSid'), inbound);
  const index = Number(hook.query.s);
  if (open?.decision.steps[index]?.kind === 'stream') await answer(ctx, open, index, null);
}
