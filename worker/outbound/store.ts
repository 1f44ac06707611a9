import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import {
  agency,
  assignment,
  companyNumber,
  companyNumberUser,
  contact,
  contactPhone,
  membership,
  number,
  optOut,
  staffSetting,
  subAccount,
  user,
} from '../../schema/index.ts';
import type { Ctx } from '../context.ts';
import { type Ownership, ownerOf } from '../routing/rules/owner.ts';
import type { SenderNumber, SenderPerson } from './rules/sender.ts';

type Db = Pick<Ctx, 'db' | 'now'>;

/** Where an act happens: every query names both (T-1). */
export interface Place {
  agencyId: string;
  subAccountId: string;
}

/** A number the sub-account holds, with what a record of its use needs. */
export interface HeldSender extends SenderNumber {
  /** The agent it is attached to (O-5). */
  wiredAgentId: string | null;
  assignmentId: string;
  twilioAccountSid: string;
}

/** A user as sender and caller. */
export interface Sender extends SenderPerson {
  name: string;
  /** The phone rung first when they call (O-3): their own setting, else the one the CRM knows. */
  phone: string | null;
  ringSeconds: number;
}

export interface Senders {
  /** ISO country that national format is read in. */
  country: string;
  allowedCountries: string[];
  /** Longest held first. */
  numbers: HeldSender[];
  person: Sender | undefined;
}

/** Who may send from what in a sub-account, in one round trip. Undefined for a sub-account that is another agency's. */
export async function sendersOf(ctx: Db, place: Place, userId: string | null): Promise<Senders | undefined> {
  const db = ctx.db.read;
  const { agencyId, subAccountId } = place;
  const here = and(eq(companyNumber.agencyId, agencyId), eq(companyNumber.subAccountId, subAccountId));
  const [homes, numbers, limits, people] = await db.batch([
    db
      .select({ country: subAccount.country, allowedCountries: agency.allowedCountries })
      .from(subAccount)
      .innerJoin(agency, eq(agency.id, subAccount.agencyId))
      .where(and(eq(subAccount.agencyId, agencyId), eq(subAccount.id, subAccountId))),
    db
      .select({ number, assignment: { id: assignment.id, state: assignment.state, endsAt: assignment.endsAt } })
      .from(assignment)
      .innerJoin(number, eq(number.id, assignment.numberId))
      .where(
        and(
          eq(assignment.agencyId, agencyId),
          eq(assignment.subAccountId, subAccountId),
          sql`${assignment.state} <> 'ended'`,
        ),
      )
      .orderBy(asc(assignment.createdAt), asc(assignment.id)),
    db
      .select({ assignmentId: companyNumber.assignmentId, userId: companyNumberUser.userId })
      .from(companyNumber)
      .leftJoin(companyNumberUser, eq(companyNumberUser.assignmentId, companyNumber.assignmentId))
      .where(and(here, eq(companyNumber.limited, true))),
    personQuery(ctx, place, eq(user.id, userId ?? '')),
  ]);
  const [home] = homes;
  if (!home) return undefined;
  const limitedTo = (assignmentId: string) => {
    const rows = limits.filter(row => row.assignmentId === assignmentId);
    return rows.length ? rows.flatMap(row => row.userId ?? []) : null;
  };
  return {
    ...home,
    numbers: numbers.map(row => heldSender(row, limitedTo(row.assignment.id))),
    person: people[0] && senderPerson(people[0]),
  };
}

/** Whom a number belongs to in the CRM, who owns them (O-2), and whether they opted out. */
export interface Recipient extends Ownership {
  contactOwner: Sender | undefined;
  optedOut: boolean;
}

export async function recipientOf(ctx: Db, place: Place, e164: string): Promise<Recipient> {
  const db = ctx.db.read;
  const { agencyId, subAccountId } = place;
  const withPhone = and(eq(contactPhone.subAccountId, subAccountId), eq(contactPhone.e164, e164));
  const [contacts, owners, optOuts] = await db.batch([
    db
      .select({
        id: contact.id,
        hostContactId: contact.hostContactId,
        name: contact.name,
        createdAt: contact.createdAt,
        ownerHostUserId: contact.ownerHostUserId,
      })
      .from(contactPhone)
      .innerJoin(contact, and(eq(contact.id, contactPhone.contactId), isNull(contact.deletedAt)))
      .where(and(withPhone, eq(contact.agencyId, agencyId))),
    personQuery(
      ctx,
      place,
      sql`${user.hostUserId} in (select c.owner_host_user_id from contact_phone p join contact c on c.id = p.contact_id
        where p.sub_account_id = ${subAccountId} and p.e164 = ${e164} and c.deleted_at is null)`,
    ),
    db
      .select({ at: optOut.at })
      .from(optOut)
      .where(and(eq(optOut.subAccountId, subAccountId), eq(optOut.e164, e164))),
  ]);
  const whose = ownerOf(contacts.map(row => ({ ...row, owner: null })));
  const owner = owners.find(row => whose.isOwned && row.hostUserId === whose.contact?.ownerHostUserId);
  return { ...whose, contactOwner: owner && senderPerson(owner), optedOut: optOuts.length > 0 };
}

/** People who may act in this sub-account, with their settings here. */
function personQuery(ctx: Db, { agencyId, subAccountId }: Place, which: ReturnType<typeof eq>) {
  return ctx.db.read
    .select({ user, role: membership.role, setting: staffSetting, hostUserId: user.hostUserId })
    .from(user)
    .leftJoin(membership, and(eq(membership.userId, user.id), eq(membership.subAccountId, subAccountId)))
    .leftJoin(staffSetting, and(eq(staffSetting.userId, user.id), eq(staffSetting.subAccountId, subAccountId)))
    .where(
      and(
        eq(user.agencyId, agencyId),
        eq(user.status, 'approved'),
        isNull(user.deletedAt),
        which,
        sql`(${membership.role} is not null or ${user.agencyRole} is not null)`,
      ),
    );
}

function senderPerson(row: Awaited<ReturnType<typeof personQuery>>[number]): Sender {
  const { user: person, setting } = row;
  return {
    userId: person.id,
    name: person.name,
    phone: setting?.phone ?? person.phone,
    ringSeconds: setting?.ringSeconds ?? 20,
    senderNumberId: setting?.senderNumberId ?? null,
    companyNumberId: setting?.companyNumberId ?? null,
  };
}

function heldSender(
  row: {
    number: typeof number.$inferSelect;
    assignment: Pick<typeof assignment.$inferSelect, 'id' | 'state' | 'endsAt'>;
  },
  limitedTo: string[] | null,
): HeldSender {
  const { id: numberId, e164, voice, sms, callPurpose, twilioAccountSid } = row.number;
  const { wiredTo, wiredUserId, wiredAgentId } = row.number;
  const { id: assignmentId, ...standing } = row.assignment;
  const wires = { wiredTo, wiredUserId, wiredAgentId, limitedTo };
  return { numberId, e164, voice, sms, callPurpose, ...wires, assignment: standing, assignmentId, twilioAccountSid };
}
