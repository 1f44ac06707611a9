import { and, eq } from 'drizzle-orm';
import {
  assignment,
  call,
  claim,
  companyNumber,
  contact,
  message,
  number,
  user,
  voicemail,
} from '../../../schema/index.ts';
import type { Ctx } from '../../context.ts';

type Db = Pick<Ctx, 'db'>;

/** What the events of workflows are about, with the names that belong to it, one read each. */
const NUMBER = { id: number.id, e164: number.e164 };
const USER = { id: user.id, hostUserId: user.hostUserId, name: user.name };
const CONTACT = { id: contact.id, hostContactId: contact.hostContactId, name: contact.name };
const SOURCE = companyNumber.source;

export async function assignmentSubject({ db }: Db, agencyId: string, id: string) {
  const [row] = await db.read
    .select({ assignment, number: NUMBER, user: USER })
    .from(assignment)
    .innerJoin(number, eq(number.id, assignment.numberId))
    .leftJoin(user, and(eq(user.id, assignment.userId), eq(user.agencyId, agencyId)))
    .where(and(eq(assignment.agencyId, agencyId), eq(assignment.id, id)));
  return row;
}

export async function callSubject({ db }: Db, agencyId: string, id: string) {
  const [row] = await db.read
    .select({ call, number: NUMBER, contact: CONTACT, user: USER, source: SOURCE })
    .from(call)
    .innerJoin(number, eq(number.id, call.numberId))
    .leftJoin(contact, and(eq(contact.id, call.contactId), eq(contact.agencyId, agencyId)))
    .leftJoin(user, and(eq(user.id, call.answeredByUserId), eq(user.agencyId, agencyId)))
    .leftJoin(companyNumber, eq(companyNumber.assignmentId, call.assignmentId))
    .where(and(eq(call.agencyId, agencyId), eq(call.id, id), eq(call.direction, 'in')));
  return row;
}

export async function voicemailSubject({ db }: Db, agencyId: string, id: string) {
  const [row] = await db.read
    .select({ voicemail, call, number: NUMBER, contact: CONTACT, user: USER, source: SOURCE })
    .from(voicemail)
    .innerJoin(call, eq(call.id, voicemail.callId))
    .innerJoin(number, eq(number.id, call.numberId))
    .leftJoin(contact, and(eq(contact.id, call.contactId), eq(contact.agencyId, agencyId)))
    .leftJoin(user, and(eq(user.id, voicemail.userId), eq(user.agencyId, agencyId)))
    .leftJoin(companyNumber, eq(companyNumber.assignmentId, call.assignmentId))
    .where(and(eq(voicemail.agencyId, agencyId), eq(voicemail.id, id)));
  return row;
}

export async function textSubject({ db }: Db, agencyId: string, id: string) {
  const [row] = await db.read
    .select({ message, number: NUMBER, contact: CONTACT, source: SOURCE })
    .from(message)
    .innerJoin(number, eq(number.id, message.numberId))
    .leftJoin(contact, and(eq(contact.id, message.contactId), eq(contact.agencyId, agencyId)))
    .leftJoin(companyNumber, eq(companyNumber.assignmentId, message.assignmentId))
    .where(and(eq(message.agencyId, agencyId), eq(message.id, id)));
  return row;
}

export async function claimSubject({ db }: Db, agencyId: string, id: string) {
  const [row] = await db.read
    .select({ claim, user: USER })
    .from(claim)
    .leftJoin(user, and(eq(user.id, claim.userId), eq(user.agencyId, agencyId)))
    .where(and(eq(claim.agencyId, agencyId), eq(claim.id, id)));
  return row;
}
