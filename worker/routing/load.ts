import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import {
  assignment,
  call,
  contact,
  contactPhone,
  membership,
  number,
  staffSetting,
  subAccount,
  user,
} from '../../schema/index.ts';
import type { Ctx } from '../context.ts';
import type { CallerContact, Facts, Inbound, Person } from './rules/facts.ts';

/** A call nobody told us the end of blocks its user for so long at most. */
const LONGEST_CALL_MS = 4 * 3_600_000;

/** Written out, so that SQLite can use the partial index. */
const NOT_ENDED = sql`${assignment.state} <> 'ended'`;

export interface Loaded {
  facts: Facts;
  /** Account the number lives in; the request must come from it. */
  twilioAccountSid: string | undefined;
  /** This very call, when the webhook is a repeat. */
  known: typeof call.$inferSelect | undefined;
}

/** Everything a decision rests on, across domains, in one round trip. @param now epoch ms */
export async function load(ctx: Pick<Ctx, 'db' | 'now'>, callSid: string, { from, to }: Inbound): Promise<Loaded> {
  const db = ctx.db.read;
  const held = and(eq(number.e164, to), isNull(number.releasedAt));
  const [calls, numbers, directs, contacts] = await db.batch([
    db.select().from(call).where(eq(call.callSid, callSid)),
    db
      .select({ number, assignment, subAccount })
      .from(number)
      .leftJoin(assignment, and(eq(assignment.numberId, number.id), NOT_ENDED))
      .leftJoin(subAccount, eq(subAccount.id, assignment.subAccountId))
      .where(held),
    db
      .select(personColumns(ctx.now))
      .from(number)
      .innerJoin(assignment, and(eq(assignment.numberId, number.id), NOT_ENDED))
      .innerJoin(user, and(eq(user.id, number.wiredUserId), eq(user.agencyId, number.agencyId)))
      .leftJoin(membership, inSubAccount(membership))
      .leftJoin(staffSetting, inSubAccount(staffSetting))
      .where(held),
    db
      .select({
        id: contact.id,
        hostContactId: contact.hostContactId,
        name: contact.name,
        createdAt: contact.createdAt,
        ownerHostUserId: contact.ownerHostUserId,
        owner: personColumns(ctx.now),
      })
      .from(number)
      .innerJoin(assignment, and(eq(assignment.numberId, number.id), NOT_ENDED))
      .innerJoin(contactPhone, and(eq(contactPhone.subAccountId, assignment.subAccountId), eq(contactPhone.e164, from)))
      .innerJoin(contact, and(eq(contact.id, contactPhone.contactId), isNull(contact.deletedAt)))
      .leftJoin(user, and(eq(user.agencyId, number.agencyId), eq(user.hostUserId, contact.ownerHostUserId)))
      .leftJoin(membership, inSubAccount(membership))
      .leftJoin(staffSetting, inSubAccount(staffSetting))
      .where(held),
  ]);
  const [found] = numbers;
  const facts: Facts = {
    number: found?.number ?? null,
    assignment: found?.assignment ?? null,
    subAccount: found?.subAccount ?? null,
    directUser: directs[0] ? person(directs[0]) : null,
    contacts: contacts.map((row): CallerContact => ({ ...row, owner: row.owner ? person(row.owner) : null })),
  };
  return { facts, twilioAccountSid: found?.number.twilioAccountSid, known: calls[0] };
}

function inSubAccount(table: typeof membership | typeof staffSetting): SQL | undefined {
  return and(eq(table.subAccountId, assignment.subAccountId), eq(table.userId, user.id));
}

function personColumns(now: number) {
  return {
    userId: user.id,
    name: user.name,
    status: user.status,
    deletedAt: user.deletedAt,
    agencyRole: user.agencyRole,
    role: membership.role,
    hostPhone: user.phone,
    phone: staffSetting.phone,
    ringSeconds: staffSetting.ringSeconds,
    hours: staffSetting.hours,
    doNotDisturbUntil: staffSetting.doNotDisturbUntil,
    voicemail: staffSetting.voicemail,
    greeting: staffSetting.greeting,
    isOnCall: sql<number>`exists (select 1 from ${call} where ${call.answeredByUserId} = ${user.id}
      and ${call.endedAt} is null and ${call.answeredAt} > ${now - LONGEST_CALL_MS})`,
  };
}

/** A person's row as it comes from the joins; all but the user may be missing. */
interface PersonRow {
  userId: string | null;
  name: string | null;
  status: string | null;
  deletedAt: number | null;
  agencyRole: string | null;
  role: string | null;
  hostPhone: string | null;
  phone: string | null;
  ringSeconds: number | null;
  hours: Person['hours'];
  doNotDisturbUntil: number | null;
  voicemail: boolean | null;
  greeting: string | null;
  isOnCall: number;
}

function person(row: PersonRow): Person | null {
  if (row.userId === null) return null;
  const isHere = row.deletedAt === null && (row.role !== null || row.agencyRole !== null);
  return {
    userId: row.userId,
    name: row.name ?? '',
    phone: row.phone ?? row.hostPhone,
    isApproved: row.status === 'approved' && isHere,
    ringSeconds: row.ringSeconds ?? 20,
    hours: row.hours,
    doNotDisturbUntil: row.doNotDisturbUntil,
    isOnCall: Boolean(row.isOnCall),
    voicemail: row.voicemail ?? false,
    greeting: row.greeting,
  };
}
