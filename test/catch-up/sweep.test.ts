import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { agency } from '../../schema/index.ts';
import { noteAway } from '../../worker/catch-up/note.ts';
import { sweepArrivals } from '../../worker/catch-up/sweep.ts';
import type { Ctx } from '../../worker/context.ts';
import { ACCOUNT, type Line } from '../routing/line.ts';
import { account, MINUTE } from './account.ts';

const jobs = ({ ctx }: Line) => ctx.sent.jobs.filter(job => job.kind === 'catch_up');
const later = (line: Line, minutes: number): Ctx => ({ ...line.ctx, now: line.ctx.now + minutes * MINUTE });

test('X-5 soon after the second Worker answered for an account, that account is looked through, once', async () => {
  const { line } = await account();
  const { ctx } = line;
  await sweepArrivals(ctx);
  ctx.sent.jobs.length = 0;
  await noteAway(ctx.fallback as never, ACCOUNT, ctx.now);
  await sweepArrivals(later(line, 2));
  expect(jobs(line)).toEqual([]);
  await sweepArrivals(later(line, 10));
  await sweepArrivals(later(line, 15));
  const span = { since: ctx.now - 30 * MINUTE, until: ctx.now + 5 * MINUTE };
  expect(jobs(line)).toEqual([{ kind: 'catch_up', accountSid: ACCOUNT, span, list: 'texts' }]);
});

test('X-5 every night every account is looked through, ours and agencies’ own, since the last time', async () => {
  const { line } = await account();
  const own = `AC${'7'.repeat(32)}`;
  await line.ctx.db.read.update(agency).set({ twilioSid: own }).where(eq(agency.id, line.tenant.agencyId));
  await sweepArrivals(line.ctx);
  await sweepArrivals(later(line, 5));
  expect(jobs(line).map(job => job.accountSid)).toEqual([ACCOUNT, own]);
  line.ctx.sent.jobs.length = 0;
  await sweepArrivals(later(line, 3 * 24 * 60));
  expect(jobs(line)[0]?.span.since).toBe(line.ctx.now - 30 * MINUTE);
});

test('X-2 while the queue takes nothing, nothing counts as looked through', async () => {
  const { line } = await account();
  await noteAway(line.ctx.fallback as never, ACCOUNT, line.ctx.now - 20 * MINUTE);
  const { queue } = line.ctx;
  line.with({ queue: { ...queue, entrust: async () => false } });
  await sweepArrivals(line.ctx);
  line.with({ queue });
  await sweepArrivals(line.ctx);
  expect(jobs(line)).toHaveLength(2);
});
