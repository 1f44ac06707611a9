import { and, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { call, message } from '../../../schema/index.ts';
import { numberOf, recordOf } from '../rules/caller.ts';

/** Where the inbox is: every query names both (T-1). */
export interface Place {
  agencyId: string;
  subAccountId: string;
}

/** A place in time to read on from: instant and id. */
export interface Mark {
  at: number;
  id: string;
}

/** Which records are read, newest first. */
export interface Which {
  /** Only these callers. */
  callers?: readonly string[];
  before?: Mark;
  after?: Mark;
  limit: number;
}

/**
 * The ids of what those callers sent and were sent, each way by its own index: asked for at once with the rest, SQLite
 * would walk through everything that the sub-account has.
 */
export function of(which: Which, place: Place, id: Column, table: 'call' | 'message'): SQL | undefined {
  if (!which.callers) return undefined;
  const numbers = which.callers.flatMap(caller => numberOf(caller) ?? []);
  const ids = which.callers.flatMap(caller => recordOf(caller) ?? []);
  const at = sql.raw(table === 'call' ? 'started_at' : 'at');
  const way = (direction: 'in' | 'out') => sql`select id from (select id from ${sql.raw(`"${table}"`)}
    where sub_account_id = ${place.subAccountId} and ${sql.raw(direction === 'in' ? '"from"' : '"to"')} in ${numbers}
    and direction = ${sql.raw(`'${direction}'`)} and ${span(which, at, sql.raw('id'))}
    order by ${at} desc limit ${which.limit * 2})`;
  const parts = [
    ...(numbers.length ? [sql`${id} in (${way('in')} union all ${way('out')})`] : []),
    ...(ids.length ? [inArray(id, ids)] : []),
  ];
  return or(...parts) ?? sql`0`;
}

type Column = typeof call.id | typeof message.id;

/** A column that an index may be chosen by, unless the callers' ids are the better way in. */
export function by(
  which: Which,
  column: typeof call.subAccountId | typeof call.startedAt | typeof message.at | typeof message.subAccountId,
): SQL {
  return which.callers ? sql`+${column}` : sql`${column}`;
}

/** Between the marks; records of one instant go by id. */
export function span({ before, after }: Which, at: SQL, id: SQL): SQL {
  const older = before && sql`(${at} < ${before.at} or (${at} = ${before.at} and ${id} < ${before.id}))`;
  const newer = after && sql`(${at} > ${after.at} or (${at} = ${after.at} and ${id} > ${after.id}))`;
  return and(older, newer) ?? sql`1`;
}
