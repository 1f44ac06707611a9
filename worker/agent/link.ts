import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import { conflict, notFound, refused } from '../problem.ts';
import { type Attached, orLost, outcome, wireOf } from './attach.ts';
import { agentIn } from './read.ts';
import type { AttachAgent } from './shape.ts';
import { type PoolWire, poolWire } from './store.ts';
import { linked, unlinked } from './wires.ts';

/**
 * wires an Unassigned pool number to an agent of the agency's own, or detaches it. While it is linked it cannot be
 * assigned. Throws `Problem`: `number_assigned`, `number_in_use` until `replace` confirms, `changed_meanwhile`.
 */
export async function linkOwnAgent(
  ctx: Ctx,
  agencyId: string,
  numberId: string,
  { agentId, replace }: AttachAgent,
): Promise<Attached> {
  const held = await poolWire(ctx, agencyId, numberId);
  if (!held) throw notFound('number');
  if (held.holder !== null) throw assigned(held, held.holder);
  const line = { agencyId, entity: 'number', entityId: numberId, before: wireOf(held) };
  if (agentId === null) {
    const after = { wiredTo: null, wiredUserId: null, wiredAgentId: null };
    const off = () => [unlinked(ctx, agencyId, held), auditLine(ctx, { ...line, act: 'detached', after })];
    if (held.wiredTo === 'agent') await orLost(ctx, off());
    return { numberId, e164: held.e164, agent: null, warning: null };
  }
  const agent = await agentIn(ctx, { agencyId, subAccountId: null }, agentId);
  if (held.wiredAgentId === agentId) return outcome(held, agent);
  if (held.wiredTo !== null && !replace) throw inUse(held, agent.name);
  const after = { wiredTo: 'agent', wiredUserId: null, wiredAgentId: agentId };
  await orLost(ctx, [linked(ctx, agencyId, held, agentId), auditLine(ctx, { ...line, act: 'attached', after })]);
  return outcome(held, agent);
}

function assigned({ e164 }: PoolWire, holder: string) {
  const why = `${e164} is assigned to ${holder}, who decides what answers it. Unassign it first, or choose another number.`;
  return refused('number_assigned', 'Not attached.', why, { e164, holder });
}

function inUse({ e164, wiredAgentName }: PoolWire, agent: string) {
  const now = wiredAgentName ?? 'Another agent';
  const why = `${now} answers it. Confirm to have ${agent} answer it instead.`;
  return conflict('number_in_use', 'Not attached yet.', why, {
    e164,
    wiredTo: 'agent',
    user: '',
    agent: wiredAgentName ?? '',
  });
}
