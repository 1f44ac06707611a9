import { eq, inArray } from 'drizzle-orm';
import { agency, number } from '../../schema/index.ts';
import { isSandbox } from '../agent/register.ts';
import { webhookOf } from '../agent/rules/endpoint.ts';
import type { Ctx } from '../context.ts';
import { isCaller } from '../number/rules/phone.ts';
import { inboundOf } from './answer-call.ts';
import { answer } from './answer-store.ts';
import { findCall } from './find-call.ts';
import { stepOn } from './next-step.ts';
import { DatabaseUnreachable, reach } from './reach.ts';
import { type AgentDocument, checkAgentTwiml } from './rules/agent-twiml.ts';
import { field } from './signature.ts';
import type { OpenCall } from './store.ts';
import { endTwiml } from './twiml.ts';
import type { Webhook } from './verify.ts';
import { forwardWithoutDatabase } from './without-database.ts';

const PATIENCE_MS = 2000;
const LONGEST_DOCUMENT = 64 * 1024;

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
  const document = await documentOf(ctx, hook, open, step.endpoint);
  if (document.ok) {
    await reach(answer(ctx, open, index, null));
    return document.twiml;
  }
  ctx.log.warn('agent.failed', { callId: open.call.id, agentId: step.agentId, why: document.why });
  return stepOn(ctx, hook, open, index);
}

async function documentOf(ctx: Ctx, hook: Webhook, { call }: OpenCall, endpoint: string): Promise<AgentDocument> {
  const source = hook.query.u ?? endpoint;
  // W-5, once more: what was saved before a rule was sharpened is not asked either.
  const target = webhookOf(source, isSandbox(ctx));
  if (!target.ok || new URL(source).origin !== new URL(endpoint).origin)
    return { ok: false, why: 'not an allowed address' };
  const asked = await ask(target.address, hook);
  if (!asked.ok) return asked;
  const { from, to, agencyId } = call;
  const base = `${ctx.env.PUBLIC_URL}/twilio/voice`;
  const at = `s=${hook.query.s}`;
  return checkAgentTwiml(asked.twiml, {
    source: target.address,
    fetched: url => `${base}/agent?${at}&u=${encodeURIComponent(url)}`,
    next: `${base}/next?${at}&k=webhook`,
    callerId: isCaller(from) ? from : to,
    ...(await dialling(ctx, agencyId, asked.twiml)),
  });
}

async function ask(url: string, { form }: Webhook): Promise<AgentDocument> {
  const body = new URLSearchParams(Object.keys(form).map(name => [name, field(form, name)]));
  try {
    // A redirect could lead where the address itself may not.
    const init = { method: 'POST', body, redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) } as const;
    const answer = await fetch(url, init);
    const twiml = await answer.text();
    if (!answer.ok) return { ok: false, why: `it answered ${answer.status}` };
    return twiml.length > LONGEST_DOCUMENT ? { ok: false, why: 'its answer is too long' } : { ok: true, twiml };
  } catch (cause) {
    return { ok: false, why: `it did not answer: ${cause instanceof Error ? cause.name : 'unknown'}` };
  }
}

/** What may be dialled, asked only where something would be. */
async function dialling(ctx: Ctx, agencyId: string, twiml: string) {
  const named = [...new Set(twiml.match(/\+\d{6,15}/g) ?? [])].slice(0, 20);
  if (!named.length) return {};
  const [agencies, own] = await reach(
    ctx.db.read.batch([
      ctx.db.read.select({ countries: agency.allowedCountries }).from(agency).where(eq(agency.id, agencyId)),
      ctx.db.read.select({ e164: number.e164 }).from(number).where(inArray(number.e164, named)),
    ]),
  );
  return { allowedCountries: agencies[0]?.countries ?? [], ownNumbers: own.map(row => row.e164) };
}

/** A media stream has begun: the agent took the call. */
export async function noteStream(ctx: Ctx, hook: Webhook): Promise<void> {
  if (field(hook.form, 'StreamEvent') !== 'stream-started') return;
  const inbound = { from: hook.query.f ?? '', to: hook.query.n ?? '' };
  const open = await findCall(ctx, hook, field(hook.form, 'CallSid'), inbound);
  const index = Number(hook.query.s);
  if (open?.decision.steps[index]?.kind === 'stream') await answer(ctx, open, index, null);
}
