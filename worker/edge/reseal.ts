import type { Ctx } from '../context.ts';
import { outboxRow } from '../notification/store.ts';
import type { Statement } from './db.ts';

interface Sealed {
  table: string;
  columns: readonly string[];
  /** SQL of what each secret is bound to. */
  owner: string;
  /** Column with the Twilio account whose secret the second Worker reads a copy of. */
  account?: string;
}

/** Everything that is sealed at rest. A new sealed column is added here. */
const SEALED: readonly Sealed[] = [
  { table: 'host', columns: ['shared_secret', 'webhook_secret', 'api_token', 'client_secret'], owner: `'host:' || id` },
  { table: 'host_token', columns: ['access_token', 'refresh_token'], owner: `'agency:' || agency_id` },
  { table: 'agency', columns: ['twilio_token'], owner: `'agency:' || id`, account: 'twilio_sid' },
  { table: 'agent', columns: ['secret'], owner: `'agent:' || id` },
  { table: 'workflow_subscription', columns: ['secret', 'former_secret'], owner: `'hook:' || id` },
];

/** So many of a column in one tick; the night has twelve ticks. */
const A_TICK = 1000;
const BATCH = 100;

/**
 * Seals anew what an older key sealed, at night and some at a time, so that the older key can go. With one key there
 * is nothing to do. What cannot be opened stays as it is, and is said.
 */
export async function sweepSeals(ctx: Ctx): Promise<void> {
  const isNight = new Date(ctx.now).getUTCHours() === 3;
  if (ctx.seal.isRotating && isNight) await reseal(ctx);
}

/** @returns how many were sealed anew, and how many could not be opened */
export async function reseal(ctx: Ctx): Promise<{ done: number; unopened: number }> {
  const sum = { done: 0, unopened: 0 };
  for (const { columns, ...of } of SEALED) {
    for (const column of columns) {
      const some = await resealColumn(ctx, of, column);
      sum.done += some.done;
      sum.unopened += some.unopened;
    }
  }
  ctx.log.info('seals.renewed', sum);
  return sum;
}

async function resealColumn(ctx: Ctx, { table, owner, account = 'null' }: Omit<Sealed, 'columns'>, column: string) {
  let [done, unopened, after] = [0, 0, 0];
  for (let round = 0; round < A_TICK / BATCH; round += 1) {
    const [rows = []] = await ctx.db.ask([
      {
        sql: `select rowid, ${column}, ${owner}, ${account} from ${table} where rowid > ? and ${column} <> ''
          and ${column} not like ? escape '!' order by rowid limit ${BATCH}`,
        args: [after, `${ctx.seal.newest.replace(/[%_!]/g, '!$&')}%`],
      },
    ]);
    const renewed: Statement[] = [];
    for (const [rowid, sealed, whose, accountSid] of rows) {
      after = Number(rowid);
      const fresh = await sealedAnew(ctx, String(sealed), String(whose));
      if (fresh === undefined) {
        unopened += 1;
        continue;
      }
      done += 1;
      // Only where it still says the same: somebody may have stored a new secret meanwhile.
      const sql = `update ${table} set ${column} = ? where rowid = ? and ${column} = ?`;
      renewed.push({ toSQL: () => ({ sql, params: [fresh, Number(rowid), sealed] }) });
      if (accountSid) renewed.push(copiedAgain(ctx, String(whose), String(accountSid)));
    }
    if (renewed.length) await ctx.db.commit(renewed);
    if (rows.length < BATCH) break;
  }
  if (unopened) ctx.log.error('seals.unopened', new Error('no listed key opens it'), { table, column, unopened });
  return { done, unopened };
}

async function sealedAnew(ctx: Ctx, sealed: string, owner: string): Promise<string | undefined> {
  let secret: string;
  try {
    secret = await ctx.seal.open(sealed, owner);
  } catch (cause) {
    ctx.log.warn('seal.unopened', { owner, cause: String(cause) });
    return undefined;
  }
  return ctx.seal.close(secret, owner);
}

/** The copy in KV follows by an effect of its own. */
function copiedAgain(ctx: Ctx, owner: string, accountSid: string): Statement {
  const key = `mirror_account:${accountSid}:${ctx.id('acc')}`;
  return outboxRow(ctx, owner.replace('agency:', ''), { key, effect: { kind: 'mirror_account', accountSid } });
}
