import { isLive } from '../assignment/rules/live.ts';
import { auditLine } from '../audit/store.ts';
import { associationsCleared } from '../company-number/statements.ts';
import type { Ctx } from '../context.ts';
import { LostRace } from '../edge/db.ts';
import { conflict, notFound, refused } from '../problem.ts';
import type { Place } from '../staff/store.ts';
import { agentIn } from './read.ts';
import { agentState, notReadyWords } from './rules/ready.ts';
import type { AttachAgent } from './shape.ts';
import { type AgentRow, type WiredNumber, wiredNumber } from './store.ts';
import { attached, unwired, type Wire } from './wires.ts';

/** What the act left behind, and whether calls would get through (L-3). */
export interface Attached {
  numberId: string;
  e164: string;
  agent: { id: string; name: string } | null;
  warning: { code: 'agent_not_ready'; sentence: string } | null;
}

/** L-1, L-3: attaches a number in service to an agent of the same sub-account, or detaches it. */
export async function attachAgent(
  ctx: Ctx,
  place: Place,
  numberId: string,
  { agentId, replace }: AttachAgent,
): Promise<Attached> {
  const held = await wiredNumber(ctx, place, numberId);
  if (!held) throw notFound('number');
  if (agentId === null) return detach(ctx, place, held);
  const agent = await agentIn(ctx, place, agentId);
  if (held.wiredAgentId === agentId) return outcome(held, agent);
  if (!isLive(held, ctx.now)) throw notActive(held);
  if (held.wiredTo !== null && !replace) throw inUse(held, agent.name);
  await orLost(ctx, [
    attached(ctx, place, held, agentId),
    auditLine(ctx, {
      ...place,
      entity: 'number',
      entityId: numberId,
      act: 'attached',
      before: wireOf(held),
      after: { wiredTo: 'agent', wiredUserId: null, wiredAgentId: agentId },
    }),
    // Nobody sends from a company number that is none any more (L-2).
    ...(held.wiredTo === 'company' ? [associationsCleared(ctx, place, numberId)] : []),
  ]);
  return outcome(held, agent);
}

async function detach(ctx: Ctx, place: Place, held: WiredNumber): Promise<Attached> {
  if (held.wiredTo === 'agent') {
    await orLost(ctx, [
      unwired(ctx, place, held),
      auditLine(ctx, {
        ...place,
        entity: 'number',
        entityId: held.numberId,
        act: 'detached',
        before: wireOf(held),
        after: { wiredTo: null, wiredUserId: null, wiredAgentId: null },
      }),
    ]);
  }
  return { numberId: held.numberId, e164: held.e164, agent: null, warning: null };
}

/** What attaching left behind, with a warning where calls are not known to get through (L-3). */
export function outcome({ numberId, e164 }: Pick<WiredNumber, 'numberId' | 'e164'>, agent: AgentRow): Attached {
  const { id, name } = agent;
  const sentence = notReadyWords(name, agentState(agent));
  return {
    numberId,
    e164,
    agent: { id, name },
    warning: sentence === null ? null : { code: 'agent_not_ready', sentence },
  };
}

export function wireOf({ wiredTo, wiredUserId, wiredAgentId }: Wire) {
  return { wiredTo, wiredUserId, wiredAgentId };
}

/** L-1: what a number is wired to, as it stands in a sentence. */
export function wiredWords({ wiredTo, wiredUserName, wiredAgentName }: Omit<WiredNumber, 'state' | 'endsAt'>): string {
  if (wiredTo === 'user') return `It is the direct number of ${wiredUserName ?? 'somebody else'}`;
  if (wiredTo === 'agent') return `${wiredAgentName ?? 'A voice agent'} answers it`;
  return 'It is a company number, open to all';
}

function inUse(held: WiredNumber, agent: string) {
  const why = `${wiredWords(held)}. Confirm to have ${agent} answer it instead.`;
  const params = { e164: held.e164, wiredTo: held.wiredTo ?? '', user: held.wiredUserName ?? '' };
  return conflict('number_in_use', 'Not attached yet.', why, { ...params, agent: held.wiredAgentName ?? '' });
}

/** L-1, A-6: only a number in service can be wired to anything. */
export function notActive({ state }: Pick<WiredNumber, 'state'>, title = 'Not attached.') {
  const why =
    state === 'pending'
      ? 'Its first payment is still awaited. Pay for it under Phone numbers, then try again.'
      : 'It is not in service at the moment. See under Phone numbers what is missing.';
  return refused('number_not_active', title, why);
}

/** Commits, or says that somebody else changed the number meanwhile. */
export async function orLost(ctx: Ctx, statements: Parameters<Ctx['db']['commit']>[0]): Promise<void> {
  try {
    await ctx.db.commit(statements);
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
    const why = 'Somebody else changed this number a moment ago. Look at what they did, then try again.';
    throw conflict('changed_meanwhile', 'Not attached.', why);
  }
}
