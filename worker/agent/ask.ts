import { eq, inArray } from 'drizzle-orm';
import { agency, number } from '../../schema/index.ts';
import type { Ctx } from '../context.ts';
import { reach } from '../routing/reach.ts';
import { type AgentDocument, type AgentRules, checkAgentTwiml } from '../routing/rules/agent-twiml.ts';
import { signatureOf } from './secret.ts';
import { webhookTarget } from './target.ts';

/** How long an agent may think, ms. */
export const PATIENCE_MS = 2000;
const LONGEST_DOCUMENT = 64 * 1024;

/** What an agent is asked, and where control goes. */
export interface Asking extends Pick<AgentRules, 'fetched' | 'next' | 'callerId'> {
  agencyId: string;
  /** Its secret is as it is stored. */
  agent: { id: string; secret: string | null };
  endpoint: string;
  /** The document asked for, where it is not the endpoint itself; of the same origin. */
  document?: string | undefined;
  /** What Twilio says of the call. */
  form: Record<string, string>;
  /** Names this very question, so that the agent knows a repeat. */
  id: string;
}

/** asks an agent's webhook what to say. Its TwiML is used as far as its verbs and targets are allowed. */
export async function askAgent(ctx: Ctx, asking: Asking): Promise<AgentDocument> {
  const { endpoint, document = endpoint, fetched, next, callerId } = asking;
  // W-5, once more: what was saved before a rule was sharpened is not asked either.
  const target = webhookTarget(ctx, document);
  if (!target.ok || new URL(document).origin !== new URL(endpoint).origin) {
    return { ok: false, code: 'address', why: 'not an allowed address' };
  }
  const said = await post(ctx, target.address, asking);
  if (!said.ok) return said;
  const rules = { source: target.address, fetched, next, callerId };
  return checkAgentTwiml(said.twiml, { ...rules, ...(await dialling(ctx, asking.agencyId, said.twiml)) });
}

async function post(ctx: Ctx, url: string, { agent, form, id }: Asking): Promise<AgentDocument> {
  const body = new URLSearchParams(form).toString();
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  const headers = { ...type, ...(await signatureOf(ctx, agent, id, body)) };
  try {
    // A redirect could lead where the address itself may not.
    const init = {
      method: 'POST',
      body,
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    } as const;
    const answer = await fetch(url, init);
    const twiml = await answer.text();
    if (!answer.ok) {
      return { ok: false, code: 'status', what: String(answer.status), why: `it answered ${answer.status}` };
    }
    const isLong = twiml.length > LONGEST_DOCUMENT;
    return isLong ? { ok: false, code: 'too_long', why: 'its answer is too long' } : { ok: true, twiml };
  } catch (cause) {
    const name = cause instanceof Error ? cause.name : 'unknown';
    return { ok: false, code: name === 'TimeoutError' ? 'slow' : 'unreachable', why: `it did not answer: ${name}` };
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
