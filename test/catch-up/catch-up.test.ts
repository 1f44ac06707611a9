import { expect, test } from 'vitest';
import { agency, assignment, call, message, number, optOut } from '../../schema/index.ts';
import { catchUp } from '../../worker/catch-up/catch-up.ts';
import { type ListedText, TwilioError } from '../../worker/edge/twilio.ts';
import { runJob } from '../../worker/job.ts';
import { ACCOUNT, STRANGER } from '../routing/line.ts';
import { account, bodies, FORWARD, lookThrough, MINUTE, sid } from './account.ts';

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

test('X-2 one text that cannot be taken in goes through the queue by itself and holds up none of the others', async () => {
  const { line, lists, text } = await account();
  lists.texts = [text(1, 10), text(2, 20), text(3, 30)];
  const { db } = line.ctx;
  let commits = 0;
  const commit: typeof db.commit = async statements => {
    commits += 1;
    if (commits === 2) throw new Error('the disk is full');
    return db.commit(statements);
  };
  const span = { since: line.ctx.now - 60 * MINUTE, until: line.ctx.now };
  const { ctx } = line;
  const failing = { ...ctx, db: { ...db, read: db.read, commit } };
  for (const page of [undefined, '2']) {
    await catchUp(failing, { accountSid: ACCOUNT, span, list: 'texts', ...(page && { page }) });
  }
  expect((await bodies(line)).map(([body]) => body)).toEqual(['Text 3', 'Text 2']);
  const [kept] = ctx.sent.jobs.filter(job => job.kind === 'news');
  if (kept) await runJob(ctx, kept);
  expect((await bodies(line)).map(([body]) => body)).toEqual(['Text 3', 'Text 2', 'Text 1']);
});

test('N-3 a number that lives in another account by now is left alone', async () => {
  const { line, lists, text } = await account();
  await line.ctx.db.read.update(number).set({ twilioAccountSid: `AC${'7'.repeat(32)}` });
  lists.texts = [text(1, 10)];
  await lookThrough(line);
  expect([await bodies(line), line.ctx.sent.jobs]).toEqual([[], []]);
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
