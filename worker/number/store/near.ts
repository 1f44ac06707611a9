import { and, eq, isNotNull, isNull, ne, sql } from 'drizzle-orm';
import { assignment, membership, number, subAccount, user } from '../../../schema/index.ts';
import type { Ctx } from '../../context.ts';
import type { Around } from '../rules/near.ts';

type Db = Pick<Ctx, 'db' | 'now'>;

/** So many of its numbers tell where a sub-account is. */
const ENOUGH = 200;

/** The numbers a sub-account holds and the phones of its owners and admins; undefined when it is not the agency's. */
export async function phonesAround(ctx: Db, agencyId: string, subAccountId: string) {
  const { read } = ctx.db;
  const [[place], held, people] = await read.batch([
    read
      .select({ country: subAccount.country })
      .from(subAccount)
      .where(and(eq(subAccount.agencyId, agencyId), eq(subAccount.id, subAccountId), isNull(subAccount.deletedAt))),
    read
      .select({ e164: number.e164 })
      .from(assignment)
      .innerJoin(number, eq(number.id, assignment.numberId))
      .where(
        and(
          eq(assignment.agencyId, agencyId),
          eq(assignment.subAccountId, subAccountId),
          ne(assignment.state, 'ended'),
          eq(number.type, 'local'),
        ),
      )
      .limit(ENOUGH),
    read
      .select({ e164: sql<string>`${user.phone}` })
      .from(membership)
      .innerJoin(user, eq(user.id, membership.userId))
      .where(
        and(
          eq(membership.agencyId, agencyId),
          eq(membership.subAccountId, subAccountId),
          ne(membership.role, 'staff'),
          isNotNull(user.phone),
        ),
      ),
  ]);
  if (!place) return undefined;
  const around: Around = { held: held.map(row => row.e164), people: people.map(row => row.e164) };
  return { country: place.country, around };
}

/** Ids of numbers that may be assigned now: of an area, and toll-free ones of a country; one round trip. */
export async function freeNear(ctx: Db, agencyId: string, areaCode: string | undefined, country: string, most: number) {
  const from = `+1${areaCode ?? ''}`;
  const free = (...more: Parameters<typeof and>) =>
    ctx.db.read
      .select({ id: number.id })
      .from(number)
      .where(
        and(
          eq(number.agencyId, agencyId),
          isNull(number.releasedAt),
          isNull(number.wiredTo),
          sql`exists (select 1 from free_number f where f.agency_id = ${agencyId} and f.number_id = ${number.id})`,
          sql`(${number.returnedAt} is null or ${number.returnedAt} + 86400000 *
            (select a.cooldown_days from agency a where a.id = ${agencyId}) <= ${ctx.now})`,
          ...more,
        ),
      )
      .limit(most);
  const inArea = areaCode ? sql`${number.e164} >= ${from} and ${number.e164} < ${`${from}:`}` : sql`0`;
  const [local, tollFree] = await ctx.db.read.batch([
    free(inArea, eq(number.type, 'local')),
    free(eq(number.type, 'toll_free'), eq(number.country, country)),
  ]);
  return { local: local.map(row => row.id), tollFree: tollFree.map(row => row.id) };
}
