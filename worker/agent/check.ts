import type { AgentCheck } from '../../schema/agent.ts';
import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import { tryStream } from '../edge/stream.ts';
import { refused } from '../problem.ts';
import { askAgent, PATIENCE_MS } from './ask.ts';
import { agentIn, readAgent } from './read.ts';
import { orChanged } from './register.ts';
import { newSecret } from './secret.ts';
import { type AgentPlace, type AgentRow, agentChecked } from './store.ts';
import { endpointTarget } from './target.ts';

/** Numbers that ring nobody: a try is never taken for a call. */
const SAMPLE = { From: '+15005550006', To: '+15005550001', CallSid: `CA${'0'.repeat(32)}` };

/**
 * L-3, R-2: calls the agent's endpoint as a call would, and writes down what came of it: a webhook gets a signed sample call
 * and two seconds, a media stream a handshake; a SIP address can only be read. Throws `Problem` `no_endpoint`.
 */
export async function checkAgent(ctx: Ctx, place: AgentPlace, agentId: string) {
  const row = await agentIn(ctx, place, agentId);
  const { endpoint } = row;
  if (endpoint === null) {
    throw refused('no_endpoint', 'Not checked.', `${row.name} has no endpoint yet. Enter where it answers.`);
  }
  const sealed = row.secret ?? (await newSecret(ctx, row.id)).sealed;
  const check = await judge(ctx, { ...row, endpoint, secret: sealed });
  const { state, code } = check;
  const line = { ...place, entity: 'agent', entityId: agentId, act: 'checked', after: { state, code } };
  await orChanged(ctx, [agentChecked(ctx, row, check, sealed), auditLine(ctx, line)]);
  return readAgent(ctx, place, agentId);
}

async function judge(ctx: Ctx, row: AgentRow & { endpoint: string; secret: string }): Promise<AgentCheck> {
  const at = ctx.now;
  const target = endpointTarget(ctx, row.endpoint);
  if (!target.ok) return { at, state: 'failed', code: 'address' };
  if (target.kind === 'sip') return { at, state: 'unproven', code: 'sip' };
  if (target.kind === 'stream') {
    const took = await tryStream(target.address, PATIENCE_MS);
    if (took === 'open') return { at, state: 'ready', code: 'connected' };
    return { at, state: 'failed', code: took === 'slow' ? 'slow' : 'handshake' };
  }
  const said = await askAgent(ctx, {
    agencyId: row.agencyId,
    agent: row,
    endpoint: row.endpoint,
    form: { ...SAMPLE, CallStatus: 'ringing', Direction: 'inbound', Sample: 'true' },
    id: ctx.id('try'),
    fetched: url => url,
    next: ctx.env.PUBLIC_URL,
    callerId: SAMPLE.From,
  });
  if (said.ok) return { at, state: 'ready', code: 'answered' };
  return { at, state: 'failed', code: said.code, ...(said.what !== undefined && { what: said.what }) };
}
