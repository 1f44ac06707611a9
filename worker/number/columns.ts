import { auditLine } from '../audit/store.ts';
import type { Ctx, Person } from '../context.ts';
import { columnsOf } from './rules/columns.ts';
import type { PoolColumns } from './shape.ts';
import { chosenColumns, columnsSet } from './store/columns.ts';

/** The columns of the pool as this person wants them (N-4). */
export async function readColumns(ctx: Ctx, person: Person) {
  return { columns: columnsOf(await chosenColumns(ctx, person)) };
}

/** Keeps which columns somebody wants, wherever they sign in next. */
export async function chooseColumns(ctx: Ctx, person: Person, { columns }: PoolColumns) {
  const before = columnsOf(await chosenColumns(ctx, person));
  const after = columnsOf(columns);
  const line = { entity: 'user', entityId: person.userId, act: 'columns_chosen' };
  await ctx.db.commit([
    columnsSet(ctx, person, after),
    auditLine(ctx, { agencyId: person.agencyId, ...line, before: { columns: before }, after: { columns: after } }),
  ]);
  return { columns: after };
}
