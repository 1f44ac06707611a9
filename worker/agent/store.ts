import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { AgentCheck } from '../../schema/agent.ts';
import { agent, assignment, number, subAccount, user } from '../../schema/index.ts';
import type { Ctx } from '../context.ts';
import type { Statement } from '../edge/db.ts';
import type { Place } from '../staff/store.ts';

type Db = Pick<Ctx, 'db' | 'now'>;

/** Whose agents: a sub-account's, or with null the agency's own. Every query names both (T-1). */
export interface AgentPlace {
  agencyId: string;
  subAccountId: string | null;
}

/** The agents of that place with the numbers they answer, one row per number; or just one agent. */
export function agentsOf(ctx: Db, { agencyId, subAccountId }: AgentPlace, agentId?: string) {
  return ctx.db.read
    .select({ agent, numberId: number.id, e164: number.e164 })
    .from(agent)
    .leftJoin(number, and(eq(number.wiredAgentId, agent.id), eq(number.agencyId, agencyId), isNull(number.releasedAt)))
    .where(
      and(
        eq(agent.agencyId, agencyId),
        subAccountId === null ? isNull(agent.subAccountId) : eq(agent.subAccountId, subAccountId),
        isNull(agent.deletedAt),
        agentId ? eq(agent.id, agentId) : undefined,
      ),
    )
    .orderBy(asc(agent.name), asc(agent.id), asc(number.e164));
}

export type AgentRow = typeof agent.$inferSelect;

export function agentInsert(ctx: Db, row: AgentRow): Statement {
  return ctx.db.read.insert(agent).values(row);
}

export function agentChanged(
  ctx: Db,
  { agencyId, id }: AgentRow,
  set: Partial<Pick<AgentRow, 'name' | 'kind' | 'endpoint' | 'messageWebhook' | 'lastCheck' | 'secret'>>,
): Statement {
  return ctx.db.read
    .update(agent)
    .set(set)
    .where(and(eq(agent.agencyId, agencyId), eq(agent.id, id), isNull(agent.deletedAt)));
}

/** What came of trying its endpoint, if that is still its endpoint. @param secret sealed, for one that has none yet */
export function agentChecked(
  ctx: Db,
  { agencyId, id, endpoint }: AgentRow,
  lastCheck: AgentCheck,
  secret: string,
): Statement {
  return ctx.db.read
    .update(agent)
    .set({ lastCheck, secret: sql`coalesce(${agent.secret}, ${secret})` })
    .where(
      and(
        eq(agent.agencyId, agencyId),
        eq(agent.id, id),
        isNull(agent.deletedAt),
        endpoint === null ? isNull(agent.endpoint) : eq(agent.endpoint, endpoint),
      ),
    );
}

/** Removes an agent, unless a number is attached to it. */
export function agentDeleted(ctx: Db, { agencyId, id }: AgentRow): Statement {
  return ctx.db.read
    .update(agent)
    .set({ deletedAt: ctx.now })
    .where(
      and(
        eq(agent.agencyId, agencyId),
        eq(agent.id, id),
        isNull(agent.deletedAt),
        sql`not exists (select 1 from ${number} where ${number.wiredAgentId} = ${id} and ${number.releasedAt} is null)`,
      ),
    );
}

/** A number of the sub-account, with what it is wired to by name (L-1). */
export async function wiredNumber(ctx: Db, { agencyId, subAccountId }: Place, numberId: string) {
  const [row] = await ctx.db.read
    .select({
      numberId: number.id,
      e164: number.e164,
      wiredTo: number.wiredTo,
      wiredUserId: number.wiredUserId,
      wiredUserName: user.name,
      wiredAgentId: number.wiredAgentId,
      wiredAgentName: agent.name,
      state: assignment.state,
      endsAt: assignment.endsAt,
    })
    .from(assignment)
    .innerJoin(number, eq(number.id, assignment.numberId))
    .leftJoin(user, eq(user.id, number.wiredUserId))
    .leftJoin(agent, eq(agent.id, number.wiredAgentId))
    .where(
      and(
        eq(assignment.agencyId, agencyId),
        eq(assignment.subAccountId, subAccountId),
        eq(assignment.numberId, numberId),
        sql`${assignment.state} <> 'ended'`,
      ),
    );
  return row;
}

/** A number of the agency's pool with what it is wired to, and who holds it, if anybody. */
export async function poolWire(ctx: Db, agencyId: string, numberId: string) {
  const [row] = await ctx.db.read
    .select({
      numberId: number.id,
      e164: number.e164,
      wiredTo: number.wiredTo,
      wiredUserId: number.wiredUserId,
      wiredAgentId: number.wiredAgentId,
      wiredAgentName: agent.name,
      holder: subAccount.name,
    })
    .from(number)
    .leftJoin(agent, eq(agent.id, number.wiredAgentId))
    .leftJoin(assignment, and(eq(assignment.numberId, number.id), sql`${assignment.state} <> 'ended'`))
    .leftJoin(subAccount, eq(subAccount.id, assignment.subAccountId))
    .where(and(eq(number.agencyId, agencyId), eq(number.id, numberId), isNull(number.releasedAt)));
  return row;
}

export type PoolWire = NonNullable<Awaited<ReturnType<typeof poolWire>>>;

export type WiredNumber = NonNullable<Awaited<ReturnType<typeof wiredNumber>>>;
