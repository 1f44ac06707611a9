import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { QueryBuilder, type SelectedFields } from 'drizzle-orm/sqlite-core';
import {
  agency,
  agent,
  assignment,
  call,
  callSlot,
  contact,
  contactPhone,
  membership,
  number,
  staffSetting,
  subAccount,
  unknownRule,
  user,
} from '../../schema/index.ts';
import { prepared } from '../edge/prepared.ts';
import { given, PERSON, PLACE } from './fact-columns.ts';

/** The reads that a decision rests on, prepared once. Placeholders: `to`, `from`, `sid`, `now`. */

/** An outside number that we dial has passed the call on within this time, or not at all. */
const COMES_BACK_MS = 120_000;

const db = new QueryBuilder();

/** Written out, so that SQLite can use the partial index. */
const NOT_ENDED = sql`${assignment.state} <> 'ended'`;
const CALLED = and(eq(number.e164, given('to')), isNull(number.releasedAt));
const ITS_ASSIGNMENT = and(eq(assignment.numberId, number.id), NOT_ENDED);

/**
 * our own numbers of the same agency that forwarding, or a rule, leads to from the called one; three deep. The
 * cross joins keep SQLite to this order: from the few hops, never from all numbers of the agency.
 */
const HOPS = sql`${number.id} in (with recursive hop(e164, depth) as (
  values (${given('to')}, 0)
  union
  select coalesce(n.forward_to, s.forward_to), hop.depth + 1 from hop
    join number n on n.e164 = hop.e164 and n.released_at is null
    left join assignment a on a.number_id = n.id and a.state <> 'ended'
    left join sub_account s on s.id = a.sub_account_id
    where hop.depth < 3 and coalesce(n.forward_to, s.forward_to) is not null
  union
  select json_extract(r.action, '$.e164'), hop.depth + 1 from hop
    join number n on n.e164 = hop.e164 and n.released_at is null and n.wired_to = 'company'
    join assignment a on a.number_id = n.id and a.state <> 'ended'
    join unknown_rule r on r.assignment_id = a.id and json_extract(r.action, '$.kind') = 'number'
    where hop.depth < 3)
  select n.id from hop cross join number n on n.e164 = hop.e164 and n.released_at is null
    cross join number called on called.e164 = ${given('to')} and called.released_at is null and called.agency_id = n.agency_id
    where n.e164 <> ${given('to')})`;

/** the outside number that the same caller's call is ringing just now. */
const DIALLING = sql<string>`(select json_extract(c.decision, '$.steps[' || c.step || '].to') from call c
  where c.sub_account_id = ${subAccount.id} and c."from" = ${given('from')}
  and c.started_at > ${given('now')} - ${sql.raw(String(COMES_BACK_MS))}
  and c.call_sid <> ${given('sid')} and c.direction = 'in' and c.ended_at is null and c.answered_at is null
  and json_extract(c.decision, '$.steps[' || c.step || '].kind') in ('forward', 'number') limit 1)`;

const CALLED_PLACE = {
  ...PLACE,
  allowedCountries: agency.allowedCountries,
  dialling: DIALLING,
  slotFreedAt: callSlot.freedAt,
  slotTakenAt: callSlot.takenAt,
};

const RULE = {
  id: unknownRule.id,
  assignmentId: unknownRule.assignmentId,
  isDefault: unknownRule.isDefault,
  enabled: unknownRule.enabled,
  name: unknownRule.name,
  action: unknownRule.action,
  hours: unknownRule.hours,
};
const CONTACT = {
  id: contact.id,
  hostContactId: contact.hostContactId,
  name: contact.name,
  createdAt: contact.createdAt,
  ownerHostUserId: contact.ownerHostUserId,
};
/** Users whom a company number's rules name, and its sub-account's owners. */
const NAMED = sql`select j.value from unknown_rule r, json_each(case json_extract(r.action, '$.kind')
      when 'ring_group' then json_extract(r.action, '$.userIds')
      when 'user' then json_array(json_extract(r.action, '$.userId')) else '[]' end) j
      where r.assignment_id = ${assignment.id}
    union all
    select m.user_id from membership m where m.sub_account_id = ${assignment.subAccountId} and m.role = 'owner'`;
const MEMBER = { ...PERSON, assignmentId: assignment.id };

/** This very call, when the webhook is a repeat. */
const KNOWN = { decision: call.decision };
export const known = prepared(
  KNOWN,
  db
    .select(KNOWN)
    .from(call)
    .where(eq(call.callSid, given('sid'))),
);

function withWires(fields: SelectedFields) {
  return db
    .select(fields)
    .from(number)
    .innerJoin(agency, eq(agency.id, number.agencyId))
    .leftJoin(assignment, ITS_ASSIGNMENT)
    .leftJoin(subAccount, eq(subAccount.id, assignment.subAccountId))
    .leftJoin(
      agent,
      and(eq(agent.id, number.wiredAgentId), eq(agent.agencyId, number.agencyId), isNull(agent.deletedAt)),
    )
    .$dynamic();
}

/** The called number with its holder and agent, and whether this call got a slot. */
export const called = prepared(
  CALLED_PLACE,
  withWires(CALLED_PLACE)
    .leftJoin(callSlot, eq(callSlot.callSid, given('sid')))
    .where(CALLED),
);

/** Contacts with the caller's phone in the holder's sub-account. */
export const contacts = prepared(
  CONTACT,
  db
    .select(CONTACT)
    .from(number)
    .innerJoin(assignment, ITS_ASSIGNMENT)
    .innerJoin(
      contactPhone,
      and(eq(contactPhone.subAccountId, assignment.subAccountId), eq(contactPhone.e164, given('from'))),
    )
    .innerJoin(contact, and(eq(contact.id, contactPhone.contactId), isNull(contact.deletedAt)))
    .where(CALLED),
);

/** The user that the called number is wired to, and the owners of those contacts. */
export const persons = prepared(
  MEMBER,
  members(
    sql`select ${number.wiredUserId} union all select o.id from contact_phone p
    join contact c on c.id = p.contact_id and c.deleted_at is null
    join user o on o.agency_id = ${number.agencyId} and o.host_user_id = c.owner_host_user_id
    where p.sub_account_id = ${assignment.subAccountId} and p.e164 = ${given('from')}`,
  ).where(CALLED),
);

/** numbers that the call may go on to, asked only where there are any. */
export const hops = prepared(PLACE, withWires(PLACE).where(HOPS));

export const rules = prepared(RULE, rulesOf(CALLED));
export const hopRules = prepared(RULE, rulesOf(HOPS));
export const people = prepared(MEMBER, members(NAMED).where(CALLED));
export const hopPeople = prepared(MEMBER, members(sql`select ${number.wiredUserId} union all ${NAMED}`).where(HOPS));

/** Opens where there may be more to ask: a company number, or one whose forwarding number is one of ours. */
export const isMore = prepared(
  {},
  gate(sql`select 1 from ${number} left join ${assignment} on ${ITS_ASSIGNMENT}
  left join ${subAccount} on ${subAccount.id} = ${assignment.subAccountId}
  where ${CALLED} and (${number.wiredTo} = 'company' or exists (select 1 from number n
    where n.e164 = coalesce(${number.forwardTo}, ${subAccount.forwardTo}) and n.released_at is null))`),
);

/** Opens for a company number with a live assignment; the rules and the slot hang on it. */
export const isCompany = prepared(
  {},
  gate(sql`select 1 from ${number} join ${assignment} on ${ITS_ASSIGNMENT}
  where ${CALLED} and ${number.wiredTo} = 'company' and ${assignment.state} not in ('pending', 'suspended')
  and (${assignment.endsAt} is null or ${assignment.endsAt} > ${given('now')})`),
);

/** Opens where a forwarding number, or a rule's other number, is one of ours: there is no hop without a first one. */
export const hasHops = prepared(
  {},
  gate(sql`select 1 from number n where n.released_at is null and n.e164 in (
  select coalesce(${number.forwardTo}, ${subAccount.forwardTo}) from ${number} left join ${assignment} on ${ITS_ASSIGNMENT}
    left join ${subAccount} on ${subAccount.id} = ${assignment.subAccountId} where ${CALLED}
  union all select json_extract(r.action, '$.e164') from ${number} join ${assignment} on ${ITS_ASSIGNMENT}
    join unknown_rule r on r.assignment_id = ${assignment.id} where ${CALLED})`),
);

function rulesOf(where: SQL | undefined) {
  return db
    .select(RULE)
    .from(number)
    .innerJoin(assignment, ITS_ASSIGNMENT)
    .innerJoin(unknownRule, eq(unknownRule.assignmentId, assignment.id))
    .where(and(where, eq(number.wiredTo, 'company')))
    .orderBy(unknownRule.createdAt, unknownRule.id);
}

/** Users with these ids and their settings in the number's sub-account. Found by id, never among all of the agency. */
function members(ids: SQL) {
  return db
    .select(MEMBER)
    .from(number)
    .innerJoin(assignment, ITS_ASSIGNMENT)
    .innerJoin(user, sql`${user.id} in (${ids}) and +${user.agencyId} = ${number.agencyId}`)
    .leftJoin(membership, inSubAccount(membership))
    .leftJoin(staffSetting, inSubAccount(staffSetting))
    .$dynamic();
}

function inSubAccount(table: typeof membership | typeof staffSetting): SQL | undefined {
  return and(eq(table.subAccountId, assignment.subAccountId), eq(table.userId, user.id));
}

/** A select that fails unless `found` finds something. */
function gate(found: SQL) {
  return db.select({ open: sql`json(case when exists (${found}) then '1' else 'closed' end)` }).from(sql`(select 1)`);
}
