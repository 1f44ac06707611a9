import { and, desc, eq, gte, inArray, like, lt, or, type SQL, sql } from 'drizzle-orm';
import { agent, apiKey, assignment, audit, IS_CHANGE, number, plan, subAccount, user } from '../../schema/index.ts';
import type { Ctx } from '../context.ts';
import type { ExportRequest } from './shape.ts';

export type AuditRow = typeof audit.$inferSelect;

/** Lines of one agency, newest first. @param before the seq of the last line of the page before */
export function activityOf(
  ctx: Pick<Ctx, 'db'>,
  agencyId: string,
  filter: ExportRequest,
  before: number | undefined,
  limit: number,
) {
  return ctx.db.read
    .select()
    .from(audit)
    .where(
      and(
        eq(audit.agencyId, agencyId),
        before === undefined ? undefined : lt(audit.seq, before),
        about(filter.entity),
        filter.subAccountId ? eq(audit.subAccountId, filter.subAccountId) : undefined,
        filter.from === undefined ? undefined : gte(audit.at, filter.from),
        filter.to === undefined ? undefined : lt(audit.at, filter.to),
        filter.actor ? by(filter.actor) : undefined,
        filter.q ? speaksOf(agencyId, filter.q) : undefined,
      ),
    )
    .orderBy(desc(audit.seq))
    .limit(limit);
}

/** `changes` is all but the course of calls and texts. */
function about(entity: string | undefined): SQL | undefined {
  if (!entity) return undefined;
  return entity === 'changes' ? IS_CHANGE : eq(audit.entity, entity);
}

const KINDS = ['user', 'host', 'api_key', 'stripe', 'twilio', 'system'] as const;

function by(actor: string): SQL | undefined {
  const kind = KINDS.find(known => known === actor);
  return kind ? eq(audit.actorKind, kind) : eq(audit.actorId, actor);
}

/** The act, the thing's own id, or the name or number of what it is about. */
function speaksOf(agencyId: string, q: string): SQL | undefined {
  const pattern = `%${q.replace(/[%_]/g, '')}%`;
  const digits = q.replace(/\D/g, '');
  const numbers = sql`select id from number where agency_id = ${agencyId} and e164 like ${`%${digits}%`}`;
  const people = sql`select id from user where agency_id = ${agencyId} and (name like ${pattern} or email like ${pattern})`;
  return or(
    like(audit.act, `%${q.replace(/[%_]/g, '').replaceAll(' ', '%')}%`),
    eq(audit.entityId, q),
    digits.length >= 3 ? sql`${audit.entityId} in (${numbers})` : undefined,
    digits.length >= 3
      ? sql`${audit.entityId} in (select id from assignment where agency_id = ${agencyId} and number_id in (${numbers}))`
      : undefined,
    sql`${audit.subAccountId} in (select id from sub_account where agency_id = ${agencyId} and name like ${pattern})`,
    sql`${audit.actorId} in (${people})`,
    sql`${audit.entityId} in (${people})`,
  );
}

/** What the lines speak of, by name: one round trip. */
export async function namesOf(ctx: Pick<Ctx, 'db'>, agencyId: string, rows: readonly AuditRow[]) {
  const ids = (...wanted: (string | null)[]) => [...new Set(wanted.filter(id => id !== null))];
  const about = (entity: string) => ids(...rows.filter(row => row.entity === entity).map(row => row.entityId));
  const people = ids(...rows.flatMap(row => [row.actorId, row.entityId.split(':').at(-1) ?? null]));
  const { read } = ctx.db;
  const [places, persons, numbers, assignments, plans, agents, keys] = await read.batch([
    read
      .select({ id: subAccount.id, name: subAccount.name })
      .from(subAccount)
      .where(and(eq(subAccount.agencyId, agencyId), inArray(subAccount.id, ids(...rows.map(row => row.subAccountId))))),
    read
      .select({ id: user.id, name: user.name })
      .from(user)
      .where(and(eq(user.agencyId, agencyId), inArray(user.id, people))),
    read
      .select({ id: number.id, e164: number.e164 })
      .from(number)
      .where(
        and(eq(number.agencyId, agencyId), inArray(number.id, ids(...about('number'), ...about('company_number')))),
      ),
    read
      .select({ id: assignment.id, e164: number.e164 })
      .from(assignment)
      .innerJoin(number, eq(number.id, assignment.numberId))
      .where(and(eq(assignment.agencyId, agencyId), inArray(assignment.id, about('assignment')))),
    read
      .select({ id: plan.id, name: plan.name })
      .from(plan)
      .where(and(eq(plan.agencyId, agencyId), inArray(plan.id, about('plan')))),
    read
      .select({ id: agent.id, name: agent.name })
      .from(agent)
      .where(and(eq(agent.agencyId, agencyId), inArray(agent.id, about('agent')))),
    read
      .select({ id: apiKey.id, name: apiKey.name })
      .from(apiKey)
      .where(and(eq(apiKey.agencyId, agencyId), inArray(apiKey.id, ids(...rows.map(row => row.actorId))))),
  ]);
  const named = (list: { id: string; name: string }[]) => new Map(list.map(({ id, name }) => [id, name]));
  return {
    places: named(places),
    people: named(persons),
    keys: named(keys),
    numbers: new Map([...numbers, ...assignments].map(({ id, e164 }) => [id, e164])),
    things: named([...plans, ...agents]),
  };
}

export type Names = Awaited<ReturnType<typeof namesOf>>;
