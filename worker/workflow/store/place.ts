import { and, asc, desc, eq, isNull, ne, or } from 'drizzle-orm';
import {
  assignment,
  contact,
  contactPhone,
  membership,
  number,
  subAccount,
  unknownRule,
  user,
} from '../../../schema/index.ts';
import type { Ctx } from '../../context.ts';
import type { Place } from '../caller.ts';

type Db = Pick<Ctx, 'db'>;

/** What workflows name by our id or by the one people and CRMs know, each within its tenant (T-1). */
export async function placeIn({ db }: Db, agencyId: string, named: string): Promise<string | undefined> {
  const [row] = await db.read
    .select({ id: subAccount.id })
    .from(subAccount)
    .where(
      and(
        eq(subAccount.agencyId, agencyId),
        isNull(subAccount.deletedAt),
        or(eq(subAccount.id, named), eq(subAccount.hostLocationId, named)),
      ),
    );
  return row?.id;
}

/** A location of the CRM's that has the app (H-2), by either id. */
export async function installedPlace({ db }: Db, agencyId: string, of: { locationId: string } | { id: string }) {
  const which = 'id' in of ? eq(subAccount.id, of.id) : eq(subAccount.hostLocationId, of.locationId);
  const [row] = await db.read
    .select({ id: subAccount.id, locationId: subAccount.hostLocationId })
    .from(subAccount)
    .where(
      and(eq(subAccount.agencyId, agencyId), isNull(subAccount.deletedAt), isNull(subAccount.uninstalledAt), which),
    );
  return row;
}

/** A number that the sub-account holds, by id or E.164. */
export async function numberIn({ db }: Db, { agencyId, subAccountId }: Place, named: string) {
  const [row] = await db.read
    .select({ id: number.id, e164: number.e164, assignmentId: assignment.id })
    .from(assignment)
    .innerJoin(number, eq(number.id, assignment.numberId))
    .where(
      and(
        eq(assignment.agencyId, agencyId),
        eq(assignment.subAccountId, subAccountId),
        ne(assignment.state, 'ended'),
        or(eq(number.id, named), eq(number.e164, named)),
      ),
    );
  return row;
}

/** A number of the agency's pool, by id or E.164. */
export async function poolNumberIn({ db }: Db, agencyId: string, named: string) {
  const [row] = await db.read
    .select({ id: number.id, e164: number.e164 })
    .from(number)
    .where(
      and(eq(number.agencyId, agencyId), isNull(number.releasedAt), or(eq(number.id, named), eq(number.e164, named))),
    );
  return row;
}

/** Somebody who belongs to the sub-account, by id, the CRM's id or email address. */
export async function personIn({ db }: Db, { agencyId, subAccountId }: Place, named: string) {
  const [row] = await db.read
    .select({ id: user.id, hostUserId: user.hostUserId, name: user.name })
    .from(membership)
    .innerJoin(user, eq(user.id, membership.userId))
    .where(
      and(
        eq(membership.agencyId, agencyId),
        eq(membership.subAccountId, subAccountId),
        eq(user.agencyId, agencyId),
        isNull(user.deletedAt),
        or(eq(user.id, named), eq(user.hostUserId, named), eq(user.email, named)),
      ),
    )
    .orderBy(asc(user.id));
  return row;
}

/** Somebody of the agency by our id, for the names in an answer. */
export async function namedPerson({ db }: Db, agencyId: string, userId: string) {
  const [row] = await db.read
    .select({ id: user.id, hostUserId: user.hostUserId, name: user.name })
    .from(user)
    .where(and(eq(user.agencyId, agencyId), eq(user.id, userId)));
  return row;
}

/** A contact by our id or the CRM's, with its phones and the CRM's id of who looks after it. */
export async function contactIn({ db }: Db, { agencyId, subAccountId }: Place, named: string) {
  const rows = await db.read
    .select({ id: contact.id, ownerHostUserId: contact.ownerHostUserId, e164: contactPhone.e164 })
    .from(contact)
    .leftJoin(contactPhone, and(eq(contactPhone.contactId, contact.id), eq(contactPhone.subAccountId, subAccountId)))
    .where(
      and(
        eq(contact.agencyId, agencyId),
        eq(contact.subAccountId, subAccountId),
        isNull(contact.deletedAt),
        or(eq(contact.id, named), eq(contact.hostContactId, named)),
      ),
    )
    .orderBy(asc(contactPhone.e164));
  const [first] = rows;
  if (!first) return undefined;
  const { id, ownerHostUserId } = first;
  return { id, ownerHostUserId, phones: rows.flatMap(row => row.e164 ?? []) };
}

/** Where calls that nobody takes go: of one number, or the sub-account's default. */
export async function forwardingOf({ db }: Db, { agencyId, subAccountId }: Place, numberId?: string) {
  if (numberId === undefined) {
    const [home] = await db.read
      .select({ forwardTo: subAccount.forwardTo })
      .from(subAccount)
      .where(and(eq(subAccount.agencyId, agencyId), eq(subAccount.id, subAccountId)));
    return home?.forwardTo ?? null;
  }
  const [held] = await db.read
    .select({ forwardTo: number.forwardTo })
    .from(number)
    .where(and(eq(number.agencyId, agencyId), eq(number.id, numberId)));
  return held?.forwardTo ?? null;
}

/** The sub-account's numbers, longest held first. */
export function numbersOf({ db }: Db, { agencyId, subAccountId }: Place) {
  return db.read
    .select({ id: number.id, e164: number.e164 })
    .from(assignment)
    .innerJoin(number, eq(number.id, assignment.numberId))
    .where(
      and(eq(assignment.agencyId, agencyId), eq(assignment.subAccountId, subAccountId), ne(assignment.state, 'ended')),
    )
    .orderBy(asc(assignment.createdAt))
    .limit(1000);
}

/** The rules of its own that it has for unknown callers, by name. */
export function rulesOf({ db }: Db, { agencyId, subAccountId }: Place) {
  return db.read
    .select({ id: unknownRule.id, name: unknownRule.name, e164: number.e164 })
    .from(unknownRule)
    .innerJoin(assignment, eq(assignment.id, unknownRule.assignmentId))
    .innerJoin(number, eq(number.id, assignment.numberId))
    .where(
      and(
        eq(unknownRule.agencyId, agencyId),
        eq(unknownRule.subAccountId, subAccountId),
        eq(unknownRule.isDefault, false),
        ne(assignment.state, 'ended'),
      ),
    )
    .orderBy(asc(unknownRule.name), asc(unknownRule.id))
    .limit(1000);
}

/** A rule for unknown callers of the sub-account, with the number it is of. */
export async function ruleIn({ db }: Db, { agencyId, subAccountId }: Place, id: string) {
  const [row] = await db.read
    .select({ id: unknownRule.id, name: unknownRule.name, numberId: assignment.numberId })
    .from(unknownRule)
    .innerJoin(assignment, eq(assignment.id, unknownRule.assignmentId))
    .where(
      and(
        eq(unknownRule.agencyId, agencyId),
        eq(unknownRule.subAccountId, subAccountId),
        ne(assignment.state, 'ended'),
        eq(unknownRule.id, id),
      ),
    )
    .orderBy(desc(unknownRule.updatedAt));
  return row;
}
