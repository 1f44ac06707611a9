import { and, eq, inArray, isNull, or } from 'drizzle-orm';
import { QueryBuilder } from 'drizzle-orm/sqlite-core';
import { workflowSubscription } from '../../../schema/index.ts';
import type { Statement } from '../../edge/db.ts';
import type { Happened } from '../fire.ts';
import { triggersOf } from '../rules/trigger.ts';

const db = new QueryBuilder();

/** Live subscriptions that hear of it: the sub-account's and the agency's own (W-1). */
export function hearing({ agencyId, subAccountId, happening }: Omit<Happened, 'subjectId' | 'at'>) {
  const { agencyId: agency, subAccountId: place, trigger, endedAt } = workflowSubscription;
  return and(
    eq(agency, agencyId),
    inArray(trigger, [...triggersOf(happening)]),
    isNull(endedAt),
    subAccountId === null ? isNull(place) : or(isNull(place), eq(place, subAccountId)),
  );
}

/**
 * Makes an insert of one row happen only where somebody listens: one look into an index, and nothing written for
 * nobody. Drizzle has no insert of given values under a condition, so its text is changed.
 */
export function onlyIfHeard(insert: Statement, happened: Happened): Statement {
  return {
    toSQL: () => {
      const { sql, params } = insert.toSQL();
      const heard = db
        .select({ id: workflowSubscription.id })
        .from(workflowSubscription)
        .where(hearing(happened))
        .toSQL();
      const [, head = '', values = '', tail = ''] = /^(.*) values \((.*)\) (on conflict .*)$/s.exec(sql) ?? [];
      return {
        sql: `${head} select ${values} where exists (${heard.sql}) ${tail}`,
        params: [...params, ...heard.params],
      };
    },
  };
}
