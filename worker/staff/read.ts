import { isLive } from '../assignment/rules/live.ts';
import type { Ctx } from '../context.ts';
import { notFound } from '../problem.ts';
import { issuesOf, phoneOf } from './rules/issues.ts';
import { numbersOf, type PersonRow, type Place, peopleOf, placeOf } from './store.ts';

/** A person as My Staff shows them (S-1). */
export function staffItem(row: PersonRow) {
  const phone = phoneOf(row.setting?.phone ?? null, row.crmPhone);
  const direct = row.directHere && row.directNumberId && row.directE164;
  return {
    userId: row.userId,
    name: row.name,
    email: row.email,
    role: row.role ?? ('admin' as const),
    phone,
    ringSeconds: row.setting?.ringSeconds ?? 20,
    directNumber: direct ? { numberId: row.directNumberId ?? '', e164: row.directE164 ?? '' } : null,
    status: row.status,
    issues: issuesOf(row.status, phone.value),
  };
}

/** S-1: everybody of the sub-account, and its numbers in service that nobody has yet. */
export async function listStaff(ctx: Ctx, place: Place) {
  const [people, numbers] = await Promise.all([peopleOf(ctx, place), numbersOf(ctx, place)]);
  const free = numbers.filter(number => number.wiredTo === null && isLive(number, ctx.now));
  return {
    items: people.map(staffItem),
    freeNumbers: free.map(({ numberId, e164 }) => ({ numberId, e164 })),
  };
}

/** One person of the sub-account; 404 for anybody else (T-1). */
export async function personIn(ctx: Ctx, place: Place, userId: string): Promise<PersonRow> {
  const [row] = await peopleOf(ctx, place, userId);
  if (!row) throw notFound('user');
  return row;
}

/** S-2: a person's own settings. */
export async function mySettings(ctx: Ctx, place: Place, userId: string) {
  const [row, home] = await Promise.all([personIn(ctx, place, userId), placeOf(ctx, place)]);
  if (!home) throw notFound('sub-account');
  const { name, country, timezone } = home;
  return { ...staffItem(row), subAccount: { name, country, timezone } };
}
