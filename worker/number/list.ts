import type { Ctx, Person } from '../context.ts';
import type { PoolQuery } from './shape.ts';
import { cursorOf, type PoolRow, poolPage } from './store/pool-page.ts';

/** The pool as the agency sees it (N-4). */
export async function listPool(ctx: Ctx, person: Person, query: PoolQuery) {
  const { rows, total, totalCapped } = await poolPage(ctx, person.agencyId, query);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    items: page.map(itemOf),
    total,
    /** There are more than were counted. */
    totalCapped,
    next: rows.length > query.limit && last ? cursorOf(query, last) : null,
  };
}

/** A number as panels see it. */
export function itemOf(row: PoolRow) {
  return {
    id: row.id,
    e164: row.e164,
    status: row.state ?? ('unassigned' as const),
    country: row.country,
    type: row.type,
    voice: row.voice,
    sms: row.sms,
    callPurpose: row.callPurpose,
    telco: { amount: row.telcoCost, currency: row.telcoCurrency },
    price: row.price !== null && row.currency !== null ? { amount: row.price, currency: row.currency } : null,
    assignmentId: row.assignmentId,
    subAccount: row.subAccountId && row.subAccountName ? { id: row.subAccountId, name: row.subAccountName } : null,
    wiredTo: row.wiredTo,
    wiredUser: row.wiredUserId && row.wiredUserName ? { id: row.wiredUserId, name: row.wiredUserName } : null,
    wiredAgent: row.wiredAgentId && row.wiredAgentName ? { id: row.wiredAgentId, name: row.wiredAgentName } : null,
    expiresAt: row.expiresAt,
    endsAt: row.endsAt,
    boughtAt: row.boughtAt,
  };
}
