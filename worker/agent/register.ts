import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import { LostRace } from '../edge/db.ts';
import { conflict, type FieldError, invalid } from '../problem.ts';
import { agentIn, readAgent } from './read.ts';
import { newSecret, openSecret } from './secret.ts';
import type { ChangeAgent, NewAgent } from './shape.ts';
import { type AgentPlace, type AgentRow, agentChanged, agentDeleted, agentInsert } from './store.ts';
import { endpointTarget, webhookTarget } from './target.ts';

/** registers something that answers calls itself. */
export async function registerAgent(ctx: Ctx, place: AgentPlace, wanted: NewAgent) {
  const id = ctx.id('agt');
  const row: AgentRow = {
    id,
    ...place,
    kind: wanted.kind,
    name: wanted.name,
    ...addresses(ctx, wanted),
    secret: (await newSecret(ctx, id)).sealed,
    lastCheck: null,
    createdAt: ctx.now,
    deletedAt: null,
  };
  const line = { ...place, entity: 'agent', entityId: row.id, act: 'registered', after: wordsOf(row) };
  await ctx.db.commit([agentInsert(ctx, row), auditLine(ctx, line)]);
  return readAgent(ctx, place, row.id);
}

/** Changes what is given; what is not stays. Holds from the next call on. */
export async function changeAgent(ctx: Ctx, place: AgentPlace, agentId: string, wanted: ChangeAgent) {
  const row = await agentIn(ctx, place, agentId);
  const after: AgentRow = {
    ...row,
    ...(wanted.name !== undefined && { name: wanted.name }),
    ...(wanted.kind !== undefined && { kind: wanted.kind }),
    ...addresses(ctx, { endpoint: row.endpoint, messageWebhook: row.messageWebhook, ...given(wanted) }),
  };
  const [before, words] = [wordsOf(row), wordsOf(after)];
  const changed = FIELDS.filter(name => words[name] !== before[name]);
  if (changed.length) {
    const line = { ...place, entity: 'agent', entityId: agentId, act: 'changed', before, after: words };
    // What somebody else changed meanwhile stays; what came of trying the former endpoint says nothing of another.
    const set = Object.fromEntries(changed.map(name => [name, words[name]]));
    const forgets = changed.includes('endpoint') && { lastCheck: null };
    await orChanged(ctx, [agentChanged(ctx, row, { ...set, ...forgets }), auditLine(ctx, line)]);
  }
  return readAgent(ctx, place, agentId);
}

/** Removes an agent that answers no number. */
export async function removeAgent(ctx: Ctx, place: AgentPlace, agentId: string): Promise<void> {
  const item = await readAgent(ctx, place, agentId);
  const row = await agentIn(ctx, place, agentId);
  if (item.numbers.length) throw inUse(item.numbers.map(number => number.e164));
  const line = { ...place, entity: 'agent', entityId: agentId, act: 'removed', before: wordsOf(row) };
  await orChanged(ctx, [agentDeleted(ctx, row), auditLine(ctx, line)]);
}

function inUse(numbers: string[]) {
  const why = `It answers ${numbers.join(', ')}. Detach the number first, then remove it.`;
  return conflict('agent_in_use', 'Not removed.', why, { numbers: numbers.join(', ') });
}

/** Commits, or says that somebody else changed the agent meanwhile. */
export async function orChanged(ctx: Ctx, statements: Parameters<Ctx['db']['commit']>[0]): Promise<void> {
  try {
    await ctx.db.commit(statements);
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
    const why = 'Somebody else changed this agent a moment ago. Look at what they did, then try again.';
    throw conflict('changed_meanwhile', 'Not saved.', why);
  }
}

function given({ endpoint, messageWebhook }: ChangeAgent) {
  return { ...(endpoint !== undefined && { endpoint }), ...(messageWebhook !== undefined && { messageWebhook }) };
}

const FIELDS = ['kind', 'name', 'endpoint', 'messageWebhook'] as const;

function wordsOf({ kind, name, endpoint, messageWebhook }: AgentRow) {
  return { kind, name, endpoint, messageWebhook };
}

/** Both addresses as they are stored, or a refusal at the field (W-5). */
function addresses(ctx: Ctx, typed: { endpoint: string | null; messageWebhook: string | null }) {
  const endpoint = typed.endpoint?.trim() ? endpointTarget(ctx, typed.endpoint) : null;
  const webhook = typed.messageWebhook?.trim() ? webhookTarget(ctx, typed.messageWebhook) : null;
  const errors: FieldError[] = [];
  if (endpoint && !endpoint.ok) errors.push({ field: 'endpoint', message: endpoint.message });
  if (webhook && !webhook.ok) errors.push({ field: 'messageWebhook', message: webhook.message });
  if (errors.length) throw invalid(errors);
  return {
    endpoint: endpoint?.ok ? endpoint.address : null,
    messageWebhook: webhook?.ok ? webhook.address : null,
  };
}

/** The secret that proves to the agent who asks; one is made for an agent that has none yet. */
export async function readSecret(ctx: Ctx, place: AgentPlace, agentId: string): Promise<{ secret: string }> {
  const row = await agentIn(ctx, place, agentId);
  if (row.secret === null) return renewSecret(ctx, place, agentId);
  return { secret: await openSecret(ctx, { id: row.id, secret: row.secret }) };
}

/** Makes a new secret; the former one signs nothing any more. */
export async function renewSecret(ctx: Ctx, place: AgentPlace, agentId: string): Promise<{ secret: string }> {
  const row = await agentIn(ctx, place, agentId);
  const { secret, sealed } = await newSecret(ctx, agentId);
  const line = { ...place, entity: 'agent', entityId: agentId, act: 'secret_renewed' };
  await orChanged(ctx, [agentChanged(ctx, row, { secret: sealed }), auditLine(ctx, line)]);
  return { secret };
}
