import type { Client, InStatement } from '@libsql/client';

/** How much there is; numbers are spread evenly over sub-accounts. */
export interface Scale {
  subAccounts: number;
  numbers: number;
  contacts: number;
}

export const AGENCY = 'agy_bench';
export const STAFF_PER_SUB_ACCOUNT = 10;
/** Of every sub-account's numbers, so many are company numbers, one for each call that may hold a slot. */
export const COMPANY_PER_SUB_ACCOUNT = 60;
const CHUNK = 500_000;
const ACCOUNT = 'AC00000000000000000000000000000000';

/** The n-th number: +1 212 2xx xxxx. Contacts and phones of users stand in ranges of their own. */
export const numberAt = (n: number) => `+1212${2_000_000 + n}`;
export const contactPhoneAt = (n: number) => `+1${3_102_000_000 + n}`;
export const userPhoneAt = (n: number) => `+1${4_152_000_000 + n}`;

/**
 * Loads a database with one big agency, by set-based SQL: plain rows as the product itself would have written them. Indexes
 * are built afterwards, in order, which is many times quicker.
 */
export async function fill(client: Client, scale: Scale, now: number): Promise<void> {
  await withIndexesAfterwards(client, () => rows(client, scale, now));
}

const BIG = ['number', 'assignment', 'company_number', 'unknown_rule', 'contact', 'contact_phone'];

/** Puts the indexes of the big tables aside while they are loaded, and the triggers on digits and on what is free: all is assigned. */
async function withIndexesAfterwards(client: Client, load: () => Promise<void>): Promise<void> {
  const { rows: aside } = await client.execute(`select type, name, sql from sqlite_master where sql is not null
    and (name = 'number_digits_held' or name like 'free_number_%' or type = 'index' and tbl_name in (${BIG.map(name => `'${name}'`)}))`);
  for (const { type, name } of aside) await client.execute(`drop ${type} ${name}`);
  await load();
  for (let first = 0; first <= 9; first += 1) {
    await client.execute(`with recursive at(i) as (select 2 union all select i + 1 from at where i < 14)
      insert into number_digits (agency_id, digits, number_id)
      select distinct n.agency_id, substr(n.e164, at.i, 4), n.id from number n cross join at
      where at.i <= length(n.e164) - 2 and substr(n.e164, at.i, 1) = '${first}' order by 1, 2, 3`);
  }
  for (const { sql } of aside) await client.execute(String(sql));
}

async function rows(client: Client, scale: Scale, now: number): Promise<void> {
  const { subAccounts, numbers, contacts } = scale;
  const users = subAccounts * STAFF_PER_SUB_ACCOUNT;
  await client.batch(
    [...foundation(subAccounts, users, now), 'create table floor (id text primary key, at integer not null)'],
    'write',
  );
  await inChunks(numbers, (from, to) => client.batch(numbersBetween(from, to, subAccounts, now), 'write'));
  await client.batch(companyNumbers(numbers, subAccounts, now), 'write');
  await inChunks(contacts, (from, to) => client.batch(contactsBetween(from, to, subAccounts, users, now), 'write'));
}

const series = (from: number, to: number) =>
  `with recursive series(n) as (select ${from} union all select n + 1 from series where n + 1 < ${to})`;

function foundation(subAccounts: number, users: number, now: number): InStatement[] {
  return [
    `insert into agency (id, host_id, host_company_id, name, allowed_countries, created_at) values ('${AGENCY}', 'hst', 'cmp', 'Bench', '["US"]', ${now})`,
    `insert into plan (id, agency_id, name, currency, base_price, number_price, created_at) values ('pln', '${AGENCY}', 'Plan', 'usd', 4900, 335, ${now})`,
    `insert into sub_account (id, agency_id, host_location_id, name, timezone, country, plan_id, plan_status, card_valid, forward_to, created_at)
      ${series(0, subAccounts)} select 'sub_' || n, '${AGENCY}', 'loc_' || n, 'Sub ' || n, 'America/New_York', 'US', 'pln', 'active', 1, '+14155550100', ${now} from series`,
    `insert into user (id, agency_id, host_user_id, name, email, phone, status, created_at)
      ${series(0, users)} select 'usr_' || n, '${AGENCY}', 'host_' || n, 'User ' || n, n || '@example.com', '+1' || (4152000000 + n), 'approved', ${now} from series`,
    `insert into membership (agency_id, sub_account_id, user_id, role)
      ${series(0, users)} select '${AGENCY}', 'sub_' || (n % ${subAccounts}), 'usr_' || n, case when n < ${subAccounts} then 'owner' else 'staff' end from series`,
  ];
}

/** Number n belongs to sub-account n % subAccounts; its place among that sub-account's decides what it is wired to. */
function numbersBetween(from: number, to: number, subAccounts: number, now: number): InStatement[] {
  const place = `(n / ${subAccounts})`;
  const wired = `case when ${place} < ${STAFF_PER_SUB_ACCOUNT} then 'user' when ${place} < ${STAFF_PER_SUB_ACCOUNT + COMPANY_PER_SUB_ACCOUNT} then 'company' end`;
  const user = `case when ${place} < ${STAFF_PER_SUB_ACCOUNT} then 'usr_' || n end`;
  return [
    `insert into number (id, agency_id, e164, country, type, voice, sms, twilio_sid, twilio_account_sid, telco_cost, telco_currency, wired_to, wired_user_id, bought_at)
      ${series(from, to)} select 'num_' || n, '${AGENCY}', '+1212' || (2000000 + n), 'US', 'local', 1, 1, 'PN' || n, '${ACCOUNT}', 115, 'usd', ${wired}, ${user}, ${now} from series`,
    `insert into assignment (id, agency_id, sub_account_id, number_id, user_id, state, mode, telco_cost, telco_currency, markup, price, currency, subscription_id, paid_through, created_at)
      ${series(from, to)} select 'asg_' || n, '${AGENCY}', 'sub_' || (n % ${subAccounts}), 'num_' || n, 'usr_' || (n % ${subAccounts}), 'active', 'paid', 115, 'usd', 335, 450, 'usd', 'sub_stripe_' || n, ${now + 30 * 86_400_000}, ${now} from series`,
  ];
}

function companyNumbers(numbers: number, subAccounts: number, now: number): InStatement[] {
  const [from, to] = [STAFF_PER_SUB_ACCOUNT, STAFF_PER_SUB_ACCOUNT + COMPANY_PER_SUB_ACCOUNT];
  const places = series(from * subAccounts, Math.min(to * subAccounts, numbers));
  const its = `'asg_' || n, '${AGENCY}', 'sub_' || (n % ${subAccounts})`;
  return [
    `insert into company_number (assignment_id, agency_id, sub_account_id, number_id, source, updated_at)
      ${places} select ${its}, 'num_' || n, 'Website', ${now} from series`,
    `insert into unknown_rule (id, assignment_id, agency_id, sub_account_id, is_default, name, enabled, action, hours, created_at, updated_at)
      ${places} select 'rul_' || n, ${its}, 1, 'Otherwise', 1, '{"kind":"user","userId":null}', '[]', ${now}, ${now} from series`,
  ];
}

/** In the order of the primary keys, which else are written again and again. Contact n lies in sub-account n % subAccounts and is owned by one of its users. */
function contactsBetween(from: number, to: number, subAccounts: number, users: number, now: number): InStatement[] {
  return [
    `insert into contact (id, agency_id, sub_account_id, host_contact_id, name, owner_host_user_id, created_at, updated_at)
      ${series(from, to)} select 'con_' || n, '${AGENCY}', 'sub_' || (n % ${subAccounts}), 'hc_' || n, 'Contact ' || n, 'host_' || (n % ${users}), ${now}, ${now} from series order by 1`,
    `insert into contact_phone (sub_account_id, e164, contact_id)
      ${series(from, to)} select 'sub_' || (n % ${subAccounts}), '+1' || (3102000000 + n), 'con_' || n from series order by 1, 2`,
  ];
}

async function inChunks(count: number, run: (from: number, to: number) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < count; from += CHUNK) await run(from, Math.min(from + CHUNK, count));
}
