import { createClient } from '@libsql/client';
import { expect, test } from 'vitest';
import { dueAssignment } from '../../worker/assignment/store/across.ts';
import { crowdEnded } from '../../worker/assignment/store/end-crowd.ts';
import { subAccountsOfCustomer } from '../../worker/assignment/store/standing.ts';
import { sweep } from '../../worker/cron.ts';
import { openDb, type Statement } from '../../worker/edge/db.ts';
import { agencyAtStripe } from '../../worker/onboarding/store.ts';
import { payerDue, payerOfCheckout } from '../../worker/plan/checkout-store.ts';
import { accountedFor, lastHolder, openOfOursAcrossTenants } from '../../worker/reconcile/books-store.ts';
import { migrationStatements, type TestCtx, testContext } from '../support/context.ts';

/** Of those there are few. */
const FEW = ['agency', 'host', 'parked_job', 'turn'];
/** Of these rows there are few, whatever is in the table: what is open or under way. */
const FEW_IN = ['finding_open', 'call_slot_held', 'sub_account_checkout'];

/** A world that writes down every statement the database is asked. */
async function listening(): Promise<{ ctx: TestCtx; asked: Set<string> }> {
  const asked = new Set<string>();
  const client = createClient({ url: ':memory:' });
  await client.batch(migrationStatements(), 'write');
  const note = (statement: string | { sql: string }) =>
    asked.add(typeof statement === 'string' ? statement : statement.sql);
  const db = openDb({
    execute: (statement: { sql: string; args: [] }) => {
      note(statement);
      return client.execute(statement);
    },
    batch: (statements: { sql: string; args: [] }[], mode: 'write') => {
      statements.forEach(note);
      return client.batch(statements, mode);
    },
  } as never);
  const made = await testContext();
  return { ctx: { ...made, db, env: { ...made.env, TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}` } }, asked };
}

/** The tables a statement reads from the first row to the last. */
async function scans(sql: string): Promise<string[]> {
  const client = await emptied;
  const { rows } = await client.execute(`explain query plan ${sql}`);
  return rows
    .map(row => String(row.detail))
    .filter(detail => detail.startsWith('SCAN ') && !/^SCAN (\(|CONSTANT)/.test(detail))
    .filter(detail => !FEW.some(table => detail.split(' ')[1] === table))
    .filter(detail => !FEW_IN.some(index => detail.endsWith(` ${index}`)));
}

const emptied = (async () => {
  const client = createClient({ url: ':memory:' });
  await client.batch(migrationStatements(), 'write');
  return client;
})();

const sqlOf = (statement: Statement) => statement.toSQL().sql;

test('A-9 X-2 nothing that cron asks of the database reads a large table from end to end', async () => {
  const { ctx, asked } = await listening();
  await sweep(ctx).catch(cause => expect([String(cause), ctx.sent.logs]).toEqual([]));
  // What is asked only where the first question found something.
  await dueAssignment(ctx, 'asg_1');
  await payerDue(ctx, 'sub_1', 1, 1);
  await accountedFor(ctx, ['+12125550100']);
  await lastHolder(ctx, '+12125550100');
  await openOfOursAcrossTenants(ctx);
  for (const statement of crowdEnded(ctx, 0)) asked.add(sqlOf(statement));
  const found: string[] = [];
  for (const sql of asked) {
    for (const detail of await scans(sql)) found.push(`${detail} ← ${sql.slice(0, 300)}`);
  }
  expect(asked.size).toBeGreaterThan(20);
  expect(found).toEqual([]);
});

test('A-13 T-6 whose object a Stripe event speaks of is found by an index', async () => {
  const { ctx, asked } = await listening();
  await agencyAtStripe(ctx, { customerId: 'cus_1' });
  await agencyAtStripe(ctx, { accountId: 'acct_1' });
  await payerOfCheckout(ctx, 'acct_1', 'cs_1');
  await subAccountsOfCustomer(ctx, 'acct_1', 'cus_1');
  for (const sql of asked) expect([sql, await scans(sql)]).toEqual([sql, []]);
});
