import { afterAll, beforeAll, expect, test } from 'vitest';
import { beginSync, sweepSyncs } from '../../worker/host/sync/begin.ts';
import { runSync } from '../../worker/host/sync/run.ts';
import { type TestCtx, testContext } from '../support/context.ts';
import { mintTenant } from '../support/mint.ts';
import { listingHost } from './listing.ts';

const MINUTE = 60_000;
/** `MANY=100000` plays a large agency; it takes some twelve seconds. */
const MANY = Number(process.env.MANY ?? 20_000);

let host: Awaited<ReturnType<typeof listingHost>>;
beforeAll(async () => {
  host = await listingHost(MANY);
});
afterAll(() => host.close());

const numbers = async (ctx: TestCtx, sql: string) => (await ctx.db.ask([{ sql, args: [] }]))[0]?.[0]?.map(Number);

/** Carries out what is queued, until `stop` says so. */
async function work(ctx: TestCtx, stop: () => boolean = () => false): Promise<void> {
  for (let job = ctx.sent.jobs.shift(); job; job = ctx.sent.jobs.shift()) {
    if (job.kind === 'host_sync') await runSync(ctx, job.syncId, job.pages);
    if (stop()) return;
  }
}

test(`H-5 ${MANY} contacts are taken over though the work is cut off twice; each page once, none left out`, async () => {
  const ctx = await testContext();
  const t = await mintTenant(ctx);
  await host.admit(ctx, t);
  await beginSync(ctx, t.agencyId, 'install');
  // Cut off: the queue forgets, the row stays held by somebody who is dead.
  await work(ctx, () => host.pagesServed() > MANY / 1500);
  ctx.sent.jobs.length = 0;
  const later = ctx.at(ctx.now + 10 * MINUTE);
  await sweepSyncs(later);
  // Again, this time between a page's answer and its batch.
  const broken = { ...later, db: { ...later.db, commit: dying(later, 40) } } as unknown as TestCtx;
  await work(broken).catch(() => undefined);
  later.sent.jobs.length = 0;
  const latest = ctx.at(ctx.now + 20 * MINUTE);
  await sweepSyncs(latest);
  await work(latest);
  expect(await numbers(ctx, 'select count(*), count(distinct host_contact_id) from contact')).toEqual([MANY, MANY]);
  expect(await numbers(ctx, 'select count(*) from contact_phone')).toEqual([MANY]);
  expect(
    await numbers(ctx, "select done, changed, gone, pages, phase = 'done' from host_sync where kind = 'contacts'"),
  ).toEqual([MANY, MANY, 0, MANY / 500 + 1, 1]);
}, 180_000);

/** Commits so many times, then dies as a process does. */
function dying(ctx: TestCtx, times: number): TestCtx['db']['commit'] {
  let left = times;
  return statements => {
    left -= 1;
    if (left < 0) throw new Error('cut off');
    return ctx.db.commit(statements);
  };
}
