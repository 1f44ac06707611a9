import { statement } from '../edge/packed.ts';
import { AGENT, CONTACT, PERSON, PLACE, RULE } from './fact-columns.ts';

/**
 * The reads that a decision rests on. Given: `?1` the number called, `?2` the caller, `?3` the call's id at Twilio, `?4` now.
 * They are short and few because the database reads their text anew for each call; `fact-columns.ts` ties them to the schema.
 */

/** An outside number that we dial has passed the call on within this time, or not at all. */
const COMES_BACK_MS = 120_000;

/**
 * Around a number `n`: its agency, its assignment unless that has ended, and the holder. `<> 'ended'` is written out, so that
 * SQLite can use the partial index.
 */
const HOLDER = `left join agency y on y.id=n.agency_id
  left join assignment a on a.number_id=n.id and a.state<>'ended'
  left join sub_account s on s.id=a.sub_account_id`;
const CALLED = 'n.e164=?1 and n.released_at is null';

/** Contacts with the caller's phone in the holder's sub-account (R-4). */
const ITS_CONTACTS = `contact_phone p join contact k on k.id=p.contact_id and k.deleted_at is null`;
const OF_CALLER = 'p.sub_account_id=a.sub_account_id and p.e164=?2';
const CONTACTS = `(select json_group_array(${CONTACT.sql}) from ${ITS_CONTACTS} where ${OF_CALLER})`;

/** The owners of those contacts. */
const OWNERS = `select o.id from ${ITS_CONTACTS}
  join user o on o.agency_id=n.agency_id and o.host_user_id=k.owner_host_user_id where ${OF_CALLER}`;

/** Users whom a company number's rules name, and its sub-account's owners. */
const NAMED = `select j.value from unknown_rule r, json_each(case json_extract(r.action,'$.kind')
      when 'ring_group' then json_extract(r.action,'$.userIds')
      when 'user' then json_array(json_extract(r.action,'$.userId')) else '[]' end) j
    where r.assignment_id=a.id and n.wired_to='company'
  union all
  select user_id from membership where sub_account_id=a.sub_account_id and role='owner' and n.wired_to='company'`;

/** Users with these ids and their settings in the number's sub-account. Found by id, never among all of the agency. */
const people = (ids: string) => `(select json_group_array(${PERSON.sql}) from user u
  left join membership m on m.sub_account_id=a.sub_account_id and m.user_id=u.id
  left join staff_setting t on t.sub_account_id=a.sub_account_id and t.user_id=u.id
  where u.id in (select n.wired_user_id union all ${ids}) and +u.agency_id=n.agency_id)`;

const RULES = `(select json_group_array(${RULE.sql}) from unknown_rule r where r.assignment_id=a.id and n.wired_to='company')`;
const ITS_AGENT = `(select ${AGENT.sql} from agent g
  where g.id=n.wired_agent_id and g.agency_id=n.agency_id and g.deleted_at is null)`;

/** R-13: the steps, now under way, of the same caller's calls that may come back to us. */
const UNDER_WAY = `(select json_group_array(decision->('$.steps['||step||']')) from call
  where sub_account_id=a.sub_account_id and "from"=?2 and started_at>?4-${COMES_BACK_MS} and call_sid<>?3
  and direction='in' and ended_at is null and answered_at is null)`;

/** This very call to this very number, when the webhook is a repeat; also of a number that was handed back since. */
const KNOWN = '(select decision from call where call_sid=?3 and "to"=?1)';
const EVEN_IF_NONE = `from (select 1) left join number n on ${CALLED} ${HOLDER}`;

/** Whether there is more to ask: of a company number, an agent, or a forwarding number that is one of ours. */
const IS_MORE = `n.wired_to in ('company','agent')
  or exists(select 1 from number where e164=coalesce(n.forward_to,s.forward_to) and released_at is null)`;

/** The called number and what most calls rest on. Fails where there is more to ask; then `more` is asked instead. */
export const usual = statement(`select json(case when ${IS_MORE} then '' else '1' end) as ok,
  ${PLACE.sql} as p,${CONTACTS} as c,${people(OWNERS)} as u,${UNDER_WAY} as w,${KNOWN} as k ${EVEN_IF_NONE}`);

/**
 * The called number and, R-13, those of the same agency that forwarding, or a rule, leads to from it; three deep. The
 * cross joins keep SQLite to this order: from the few hops, never from all numbers of the agency.
 */
const HOPS = `with recursive hop(e164, depth) as (
  values (?1, 0)
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
    cross join number called on called.e164 = ?1 and called.released_at is null and called.agency_id = n.agency_id`;

/** The same of each of them, with its rules, its agent, and whether this call got a slot. */
export const more = statement(`select 1 as ok,
  ${PLACE.sql} as p,${CONTACTS} as c,${people(`${OWNERS} union all ${NAMED}`)} as u,${UNDER_WAY} as w,${KNOWN} as k,
  ${ITS_AGENT} as g,${RULES} as r,(select json_array(taken_at,freed_at) from call_slot where call_sid=?3) as l
  from number n ${HOLDER} where n.id in (${HOPS})`);

/** Opens for a company number with a live assignment; the slot hangs on it. */
export const isCompany = statement(`select json(case when exists (
  select 1 from number n join assignment a on a.number_id=n.id and a.state<>'ended' and a.state not in ('pending','suspended')
  where ${CALLED} and n.wired_to='company' and (a.ends_at is null or a.ends_at>?4)) then '1' else '' end)`);
