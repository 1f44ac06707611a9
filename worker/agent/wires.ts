import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { agent, assignment, number } from '../../schema/index.ts';
import type { Ctx } from '../context.ts';
import type { Statement } from '../edge/db.ts';
import type { Place } from '../staff/store.ts';
import type { WiredNumber } from './store.ts';

type Db = Pick<Ctx, 'db' | 'now'>;

/** What a number is wired to, as it was read. */
export type Wire = Pick<WiredNumber, 'numberId' | 'wiredTo' | 'wiredUserId' | 'wiredAgentId'>;

/** The number is wired exactly as it was read, so that two changes at once do not pass each other by (L-1). */
export function wiredAsRead({ wiredTo, wiredUserId, wiredAgentId }: Wire): SQL | undefined {
  return and(
    wiredTo === null ? isNull(number.wiredTo) : eq(number.wiredTo, wiredTo),
    wiredUserId === null ? isNull(number.wiredUserId) : eq(number.wiredUserId, wiredUserId),
    wiredAgentId === null ? isNull(number.wiredAgentId) : eq(number.wiredAgentId, wiredAgentId),
  );
}

/** The number is still held and in service here (L-6, A-6). */
export function inServiceHere(ctx: Db, { agencyId, subAccountId }: Place, numberId: string): SQL | undefined {
  return and(
    eq(number.agencyId, agencyId),
    eq(number.id, numberId),
    sql`exists (select 1 from ${assignment} where ${assignment.numberId} = ${number.id}
      and ${assignment.subAccountId} = ${subAccountId} and ${assignment.state} in ('active', 'ending', 'past_due')
      and (${assignment.endsAt} is null or ${assignment.endsAt} > ${ctx.now}))`,
  );
}

/** Attaches a number to an agent of the same sub-account (L-3). */
export function attached(ctx: Db, place: Place, held: Wire, agentId: string): Statement {
  return ctx.db.read
    .update(number)
    .set({ wiredTo: 'agent', wiredUserId: null, wiredAgentId: agentId })
    .where(
      and(
        inServiceHere(ctx, place, held.numberId),
        wiredAsRead(held),
        sql`exists (select 1 from ${agent} where ${agent.id} = ${agentId}
          and ${agent.subAccountId} = ${place.subAccountId} and ${agent.deletedAt} is null)`,
      ),
    );
}

/** Takes a number off whatever it is wired to. */
export function unwired(ctx: Db, { agencyId, subAccountId }: Place, held: Wire): Statement {
  return ctx.db.read
    .update(number)
    .set({ wiredTo: null, wiredUserId: null, wiredAgentId: null })
    .where(
      and(
        eq(number.agencyId, agencyId),
        eq(number.id, held.numberId),
        wiredAsRead(held),
        sql`exists (select 1 from ${assignment} where ${assignment.numberId} = ${number.id}
          and ${assignment.subAccountId} = ${subAccountId} and ${assignment.state} <> 'ended')`,
      ),
    );
}

/** Nobody holds the number, and it is still the agency's. */
function free(agencyId: string, numberId: string): SQL | undefined {
  return and(
    eq(number.agencyId, agencyId),
    eq(number.id, numberId),
    isNull(number.releasedAt),
    sql`not exists (select 1 from ${assignment} where ${assignment.numberId} = ${number.id} and ${assignment.state} <> 'ended')`,
  );
}

/** Wires a pool number to an agent of the agency's own. */
export function linked(ctx: Pick<Ctx, 'db'>, agencyId: string, held: Wire, agentId: string): Statement {
  return ctx.db.read
    .update(number)
    .set({ wiredTo: 'agent', wiredUserId: null, wiredAgentId: agentId })
    .where(
      and(
        free(agencyId, held.numberId),
        wiredAsRead(held),
        sql`exists (select 1 from ${agent} where ${agent.id} = ${agentId} and ${agent.agencyId} = ${agencyId}
          and ${agent.subAccountId} is null and ${agent.deletedAt} is null)`,
      ),
    );
}

/** Takes a pool number off the agency's own agent. */
export function unlinked(ctx: Pick<Ctx, 'db'>, agencyId: string, held: Wire): Statement {
  return ctx.db.read
    .update(number)
    .set({ wiredTo: null, wiredUserId: null, wiredAgentId: null })
    .where(and(free(agencyId, held.numberId), wiredAsRead(held)));
}
