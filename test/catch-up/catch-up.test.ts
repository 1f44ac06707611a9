import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { agency, assignment, call, message, number, optOut } from '../../schema/index.ts';
import { type CatchUp, catchUp } from '../../worker/catch-up/catch-up.ts';
import { noteAway } from '../../worker/catch-up/note.ts';
import { sweepArrivals } from '../../worker/catch-up/sweep.ts';
import type { Ctx } from '../../worker/context.ts';
import type { ListedCall, ListedText } from '../../worker/edge/twilio.ts';
import { TwilioError } from '../../worker/edge/twilio.ts';
import { runJob } from '../../worker/job.ts';
import { ACCOUNT, activate, type Line, openLine, STRANGER } from '../routing/line.ts';

const MINUTE = 60_000;
const FORWARD = '+12125550199';
const sid = (kind: string, n: number) => `${kind}${String(n).padStart(32, '0')}`;

/** What Twilio lists, newest first and two to a page. */
interface Lists {
  texts: ListedText[];
  calls: ListedCall[];
  legs: Record<string, ListedCall[]>;
  media: Record<string, string[]>;
}

/** A number that has been active for a day, and its account at Twilio. */
async function account() {
  const line = await openLine();
  const lists: Lists = { texts: [], calls: [], legs: {}, media: {} };
  const page = <T extends { at: number }>(all: T[], next = '0') => {
    const sorted = all.toSorted((a, b) => b.at - a.at);
    const at = Number(next);
    return { items: sorted.slice(at, at + 2), next: at + 2 < sorted.length ? String(at + 2) : null };
  };
  const twilio = {
    account: { sid: ACCOUNT, token: 'x' },
    textsSince: async (_since: number, next?: string) => page(lists.texts, next),
    callsSince: async (_since: number, next?: string) => page(lists.calls, next),
    legsOf: async (of: string) => lists.legs[of] ?? [],
    media: async (of: string) => lists.media[of] ?? [],
  };
  line.with({ twilio: () => twilio as never });
  const { ctx, tenant } = line;
  await ctx.db.read.update(number).set({ boughtAt: ctx.now - 3 * 24 * 60 * MINUTE });
  await activate(ctx, tenant, { createdAt: ctx.now - 24 * 60 * MINUTE, activatedAt: ctx.now - 24 * 60 * MINUTE });
  const text = (n: number, minutesAgo: number, over: Partial<ListedText> = {}): ListedText => ({
    ...{ sid: sid('SM', n), direction: 'inbound', from: STRANGER, to: tenant.e164, body: `Text ${n}` },
    ...{ at: ctx.now - minutesAgo * MINUTE, mediaCount: 0, ...over },
  });
  const ring = (n: number, minutesAgo: number, over: Partial<ListedCall> = {}): ListedCall => ({
    ...{ sid: sid('CA', n), direction: 'inbound', from: STRANGER, to: tenant.e164, forwardedFrom: null },
    ...{ status: 'completed', isOver: true, at: ctx.now - minutesAgo * MINUTE, durationS: 40 },
    ...{ endedAt: ctx.now - minutesAgo * MINUTE + 40_000, ...over },
  });
  return { line, lists, text, ring };
}

/** Looks through everything of the last hour, page after page, as the queue would. */
async function lookThrough(line: Line, over: Partial<CatchUp> = {}): Promise<void> {
  const { ctx } = line;
  const span = { since: ctx.now - 60 * MINUTE, until: ctx.now - 5 * MINUTE };
  ctx.sent.jobs.length = 0;
  await catchUp(ctx, { accountSid: ACCOUNT, span, list: 'texts', ...over });
  for (let job = ctx.sent.jobs.shift(); job; job = ctx.sent.jobs.shift()) {
    if (job.kind === 'catch_up') await runJob(ctx, job);
  }
}

const bodies = async ({ ctx }: Line) =>
  (await ctx.db.read.select().from(message).orderBy(message.at)).map(row => [row.body, row.at]);

test('X-5 X-2 texts that never reached us are taken in as of when they came, oldest first, on every page, and once', async () => {
  const { line, lists, text } = await account();
  lists.texts = [text(1, 10), text(2, 20), text(3, 30), text(4, 40), text(5, 50)];
  await lookThrough(line);
  await lookThrough(line);
  const at = (minutes: number) => line.ctx.now - minutes * MINUTE;
  expect(await bodies(line)).toEqual([
    ['Text 5', at(50)],
    ['Text 4', at(40)],
    ['Text 3', at(30)],
    ['Text 2', at(20)],
    ['Text 1', at(10)],
  ]);
});

test('X-5 a text’s pictures come with it, and STOP counts', async () => {
  const { line, lists, text } = await account();
  lists.texts = [text(1, 10, { mediaCount: 1, body: 'STOP' })];
  lists.media = { [sid('SM', 1)]: ['https://api.twilio.com/pictures/1'] };
  await lookThrough(line);
  const [row] = await line.ctx.db.read.select().from(message);
  expect(row).toMatchObject({ media: ['https://api.twilio.com/pictures/1'], messageSid: sid('SM', 1) });
  expect(await line.ctx.db.read.select({ e164: optOut.e164 }).from(optOut)).toEqual([{ e164: STRANGER }]);
});

test.each<[string, (a: Awaited<ReturnType<typeof account>>) => ListedText]>([
  ['went out from us', a => a.text(1, 10, { direction: 'outbound-api' })],
  ['may still be on its way through our queue', a => a.text(1, 2)],
  ['came before the span', a => a.text(1, 90)],
  ['came to a number that is not ours', a => a.text(1, 10, { to: '+12125550000' })],
])('X-5 a text is left alone that %s', async (_what, make) => {
  const a = await account();
  a.lists.texts = [make(a)];
  await lookThrough(a.line);
  expect(await bodies(a.line)).toEqual([]);
});

test('N-10 what came before the present holder had the number is not shown to them', async () => {
  const { line, lists, text, ring } = await account();
  await line.ctx.db.read.update(assignment).set({ activatedAt: line.ctx.now - 15 * MINUTE });
  lists.texts = [text(1, 10), text(2, 20)];
  lists.calls = [ring(1, 20)];
  await lookThrough(line);
  expect((await bodies(line)).map(([body]) => body)).toEqual(['Text 1']);
  expect(await line.calls()).toEqual([]);
});

test('X-5 R-15 a call without a record gets it: who was rung meanwhile, whether they answered, and why', async () => {
  const { line, lists, ring } = await account();
  const leg = (status: string, durationS: number) => ring(9, 10, { to: FORWARD, status, durationS });
  lists.calls = [ring(1, 10), ring(2, 20), ring(3, 30)];
  lists.legs = { [sid('CA', 1)]: [leg('completed', 31)], [sid('CA', 2)]: [leg('no-answer', 0)] };
  await lookThrough(line);
  await lookThrough(line);
  const rows = await line.ctx.db.read.select().from(call).orderBy(call.startedAt);
  expect(rows.map(row => [row.status, row.answeredAtNumber, row.durationS, row.startedAt])).toEqual([
    ['missed', null, 40, line.ctx.now - 30 * MINUTE],
    ['missed', null, 40, line.ctx.now - 20 * MINUTE],
    ['answered', FORWARD, 40, line.ctx.now - 10 * MINUTE],
  ]);
  const why = rows.map(({ decision }) => (decision.trace as { why: string }[])[0]?.why);
  expect(why).toEqual([
    'It came while we were away, so the caller heard an apology.',
    `It came while we were away, so the forwarding number kept for such moments was rung: ${FORWARD}.`,
    `It came while we were away, so the forwarding number kept for such moments was rung: ${FORWARD}.`,
  ]);
});

test('X-5 a call that has its record keeps it; one that goes on is left to its own callbacks', async () => {
  const { line, lists, ring } = await account();
  const known = await line.ring();
  lists.calls = [ring(0, 10, { sid: known.sid }), ring(2, 20, { isOver: false, status: 'in-progress', endedAt: null })];
  await lookThrough(line);
  expect((await line.calls()).map(row => row.callSid)).toEqual([known.sid]);
});

test('X-5 the list is read no further than the span', async () => {
  const { line, lists, text } = await account();
  lists.texts = [text(1, 10), text(2, 90), text(3, 100), text(4, 110)];
  const { ctx } = line;
  const span = { since: ctx.now - 60 * MINUTE, until: ctx.now };
  await catchUp(ctx, { accountSid: ACCOUNT, span, list: 'texts' });
  expect(ctx.sent.jobs.at(-1)).toEqual({ kind: 'catch_up', accountSid: ACCOUNT, span, list: 'calls' });
});

test('X-2 without the queue the page is tried again rather than the rest forgotten', async () => {
  const { line } = await account();
  line.with({ queue: { ...line.ctx.queue, entrust: async () => false } });
  await expect(lookThrough(line)).rejects.toThrow('queue');
});

test('N-3 an own account that lets us in no longer is passed over; one nobody has any more, too', async () => {
  const { line } = await account();
  const own = `AC${'7'.repeat(32)}`;
  await lookThrough(line, { accountSid: own });
  const twilioToken = await line.ctx.seal.close('their-own-token', `agency:${line.tenant.agencyId}`);
  await line.ctx.db.read.update(agency).set({ twilioSid: own, twilioToken });
  const refuse = async () => {
    throw new TwilioError(401, 20003, 'Authenticate');
  };
  line.with({ twilio: () => ({ account: { sid: own, token: 'x' }, textsSince: refuse }) as never });
  await lookThrough(line, { accountSid: own });
  expect(line.ctx.sent.logs.filter(text => text.includes('catch_up.locked_out'))).toHaveLength(1);
  expect(line.ctx.sent.kv.has(`account:${own}`)).toBe(true);
});

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
