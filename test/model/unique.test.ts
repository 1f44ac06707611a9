import { getTableColumns, sql, type Table } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import * as schema from '../../schema/index.ts';
import { LostRace } from '../../worker/edge/db.ts';
import { billing } from '../mutants/billing.ts';
import { type TestCtx, testContext } from '../support/context.ts';

/** What the database refuses whatever the code above it does: the last word on races. */
let ctx: TestCtx;
beforeAll(async () => {
  ctx = await testContext();
});

type Values = Record<string, unknown>;

interface Unique {
  what: string;
  table: Table;
  /** What two rows have in common that they may not have. */
  same: Values;
  /** With this besides they may: it is over, or no such row. */
  but?: Values;
}

const agencyId = 'agy_1';
const subAccountId = 'sub_1';

const UNIQUE: Record<string, Unique> = {
  assignment_one_live: {
    what: 'A-2 two live assignments of a number',
    ...{ table: schema.assignment, same: { numberId: 'num_1', state: 'active' }, but: { state: 'ended' } },
  },
  assignment_subscription: {
    what: 'A-13 two assignments on one subscription',
    ...{ table: schema.assignment, same: { subscriptionId: 'sub_at_stripe' }, but: { subscriptionId: null } },
  },
  purchase_request: {
    what: 'N-2 one request bought twice',
    ...{ table: schema.purchase, same: { agencyId, requestId: 'r1', state: 'done' }, but: { agencyId: 'agy_2' } },
  },
  purchase_number_open: {
    what: 'N-2 a number bought twice at once',
    ...{ table: schema.purchase, same: { e164: '+12125550113', state: 'consent' }, but: { state: 'refunded' } },
  },
  number_e164_held: {
    what: 'N-4 a number held twice',
    ...{ table: schema.number, same: { e164: '+12125550114' }, but: { releasedAt: 1 } },
  },
  number_direct_user: {
    what: 'L-2 two direct numbers of one user',
    ...{ table: schema.number, same: { wiredTo: 'user', wiredUserId: 'usr_1' }, but: { wiredUserId: null } },
  },
  outbox_key_unique: { what: 'M-1 one event told twice', table: schema.outbox, same: { key: 'mail:once' } },
  finding_open: {
    what: 'A-14 one drift found twice',
    ...{ table: schema.finding, same: { agencyId, kind: 'number_missing', subject: 'num_1' }, but: { resolvedAt: 1 } },
  },
  plan_name: {
    what: 'T-4 two plans of one name',
    ...{ table: schema.plan, same: { agencyId, name: 'Standard' }, but: { archivedAt: 1 } },
  },
  agency_twilio: {
    what: 'T-1 one Twilio account brought by two agencies',
    ...{ table: schema.agency, same: { twilioSid: 'AC1' }, but: { twilioSid: null } },
  },
  agency_host_company: {
    what: 'H-2 one company of a host installed twice',
    ...{ table: schema.agency, same: { hostId: 'hst_1', hostCompanyId: 'c1' }, but: { hostId: 'hst_2' } },
  },
  sub_account_location: {
    what: 'H-5 one location mirrored twice',
    ...{ table: schema.subAccount, same: { agencyId, hostLocationId: 'l1' }, but: { agencyId: 'agy_2' } },
  },
  user_host: {
    what: 'H-5 one person mirrored twice',
    ...{ table: schema.user, same: { agencyId, hostUserId: 'u1' }, but: { agencyId: 'agy_2' } },
  },
  host_issuer_unique: { what: 'H-1 two hosts of one issuer', table: schema.host, same: { issuer: 'crm' } },
  host_sync_of: {
    what: 'H-5 two syncs of one list',
    ...{ table: schema.hostSync, same: { agencyId, kind: 'contacts', subAccountId }, but: { kind: 'people' } },
  },
  contact_host: {
    what: 'C-1 one contact mirrored twice',
    ...{ table: schema.contact, same: { subAccountId, hostContactId: 'c1' }, but: { subAccountId: 'sub_2' } },
  },
  claim_live: {
    what: 'U-7 one caller claimed by two',
    ...{ table: schema.claim, same: { subAccountId, caller: '+12125550116' }, but: { freedAt: 1 } },
  },
  unknown_rule_default: {
    what: 'U-3 two default rules of a number',
    ...{ table: schema.unknownRule, same: { assignmentId: 'asg_1', isDefault: true }, but: { isDefault: false } },
  },
  call_call_sid_unique: { what: 'X-1 one call stored twice', table: schema.call, same: { callSid: 'CA1' } },
  message_message_sid_unique: {
    what: 'X-1 one text stored twice',
    ...{ table: schema.message, same: { messageSid: 'SM1' }, but: { messageSid: null } },
  },
  voicemail_recording_sid_unique: {
    what: 'S-3 one recording stored twice',
    ...{ table: schema.voicemail, same: { recordingSid: 'RE1' } },
  },
  workflow_subscription_host: {
    what: 'W-3 one trigger of a CRM’s workflow listening twice',
    ...{ table: schema.workflowSubscription, same: { agencyId, hostTriggerId: 't1' }, but: { endedAt: 1 } },
  },
  workflow_delivery_once: {
    what: 'W-3 one event delivered twice to one hook',
    ...{ table: schema.workflowDelivery, same: { eventId: 'evt_1', subscriptionId: 's1' }, but: { eventId: 'evt_2' } },
  },
  workflow_run_key: {
    what: 'W-2 one key acted on twice',
    ...{ table: schema.workflowRun, same: { agencyId, caller: 'api_key:1', key: 'k1' }, but: { agencyId: 'agy_2' } },
  },
  api_key_hash: { what: 'W-4 two keys that are one', table: schema.apiKey, same: { hash: 'h1' } },
};

let made = 0;

/** A row of which nothing is like any other, but what is given. */
function row(table: Table, given: Values): Values {
  const columns = Object.entries(getTableColumns(table));
  expect(columns.map(([name]) => name)).toEqual(expect.arrayContaining(Object.keys(given)));
  const must = columns.filter(([, { notNull, hasDefault }]) => notNull && !hasDefault);
  const filled = must.map(([name, { dataType, enumValues }]) => {
    made += 1;
    if (enumValues?.length) return [name, enumValues[0]];
    return [name, { string: `${name}_${made}`, number: made, boolean: false }[String(dataType)] ?? [made]];
  });
  return { ...Object.fromEntries(filled), ...given };
}

const insert = (table: Table, values: Values) => ctx.db.commit([ctx.db.read.insert(table).values(values)]);

describe('the database refuses', () => {
  test.each(Object.values(UNIQUE).map(one => [one.what, one] as const))('%s', async (_what, { table, same, but }) => {
    await insert(table, row(table, same));
    await expect(insert(table, row(table, same))).rejects.toBeInstanceOf(LostRace);
    if (but) await expect(insert(table, row(table, { ...same, ...but }))).resolves.toEqual([1]);
  });

  test('X-3 and each of its unique indexes is among these, and has a guard', async () => {
    const found = await ctx.db.read.all<{ name: string }>(
      sql`select name from sqlite_master where type = 'index' and sql like 'CREATE UNIQUE INDEX%' order by name`,
    );
    expect(Object.keys(UNIQUE).sort()).toEqual(found.map(({ name }) => name));
    const guarded = billing.flatMap(({ name }) => /^unique index (\w+)/.exec(name)?.[1] ?? []);
    expect(guarded.sort()).toEqual(Object.keys(UNIQUE).sort());
  });
});
