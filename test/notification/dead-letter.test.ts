import { eq, isNull, like } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { message, outbox, parkedJob } from '../../schema/index.ts';
import type { Ctx } from '../../worker/context.ts';
import type { Job } from '../../worker/edge/queue.ts';
import { buryOrFinish, finishParked, sweepParkedJobs } from '../../worker/notification/dead-letter.ts';
import { jobInWords } from '../../worker/notification/rules/failure.ts';
import { noteNews } from '../../worker/routing/news.ts';
import { type Body, type Desk, type Office, openDesk } from '../inbox/desk.ts';

let desk: Desk;
let o: Office;
let sids = 0;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());
beforeEach(async () => {
  desk.ctx.sent.jobs.length = 0;
  o = await desk.office();
});

const agency = (of = o) => desk.as(of, of.agencyUserId);
const failures = async (of = o): Promise<Body[]> => (await agency(of).get('/failures')).items;

/** A text that came while the database was away, as the queue carried it. */
function textTo(of: Office): Extract<Job, { kind: 'news' }> {
  sids += 1;
  const accountSid = `AC${'0'.repeat(32)}`;
  const sid = `SM${String(sids).padStart(32, '0')}`;
  const form = { AccountSid: accountSid, MessageSid: sid, From: '+12125550177', To: of.e164, Body: 'Hello?' };
  return { kind: 'news', news: { about: 'text', hook: { form, accountSid, query: {} }, at: desk.ctx.now } };
}
const fails = async () => {
  throw new Error('the database is locked');
};
/** Carries out news as the Worker does, with the account of the tenant's number. */
const works = async (ctx: Ctx, job: Job) => {
  if (job.kind === 'news') await noteNews(ctx, job.news);
};
const buried = async (job: Job): Promise<string> => {
  await buryOrFinish(desk.ctx, job, fails);
  return (await failures())[0].id;
};

describe('X-2 what the queue gave up on', () => {
  test('is shown to the agency it concerns, in words and with its reason; to nobody else', async () => {
    const id = await buried(textTo(o));
    const [at, why] = [desk.ctx.now, 'The database is locked.'];
    expect(await failures()).toEqual([
      { id, kind: 'job', what: 'Taking in a text', error: why, attempts: 1, since: at, parkedAt: at },
    ]);
    expect(await failures(await desk.office())).toEqual([]);
  });

  test('is first tried once more: what works by now is done and shown nowhere', async () => {
    const job = textTo(o);
    await buryOrFinish(desk.ctx, job, works);
    expect(await failures()).toEqual([]);
    expect(await textsOf(o)).toEqual(['Hello?']);
  });

  test('is kept once, however often the queue gives it up', async () => {
    const job = textTo(o);
    expect(await buried(job)).toBe(await buried(job));
    expect(await failures()).toHaveLength(1);
  });

  test('of several in one job only what fails is kept', async () => {
    const check: Job = { kind: 'check', assignmentIds: ['asg_gone', o.assignmentId] };
    await buryOrFinish(desk.ctx, check, async (_ctx, job) => {
      if (job.kind === 'check' && job.assignmentIds.includes(o.assignmentId)) await fails();
    });
    expect(await failures()).toMatchObject([{ what: 'Looking at Stripe how an assignment stands' }]);
  });

  test('is not kept twice where a row of its own is parked by itself', async () => {
    await buryOrFinish(desk.ctx, { kind: 'deliver', outboxIds: ['out_1'] }, fails);
    await buryOrFinish(desk.ctx, { kind: 'event', eventId: 'host:1' }, fails);
    expect(desk.ctx.sent.logs.filter(line => line.includes('job.given_up'))).toHaveLength(2);
    const rows = await desk.ctx.db.read.select().from(parkedJob);
    expect(rows.filter(({ job }) => job.kind === 'deliver' || job.kind === 'event')).toEqual([]);
  });

  test('stays with the queue while it can be kept nowhere', async () => {
    const away = { ...desk.ctx, db: { ...desk.ctx.db, read: desk.ctx.db.read, commit: fails } };
    await expect(buryOrFinish(away, textTo(o), fails)).rejects.toThrow('locked');
  });
});

describe('X-2 Retry of what the queue gave up on', () => {
  const state = async (id: string, of = o) => (await agency(of).ask('GET', `/failures/${id}`)).body;

  test('hands it over again, once, with an audit line; then it is done, and kept as a row', async () => {
    const id = await buried(textTo(o));
    expect((await agency().post(`/failures/${id}/retry`)).status).toBe(200);
    expect((await agency().post(`/failures/${id}/retry`)).status).toBe(404);
    expect(desk.ctx.sent.jobs).toEqual([{ kind: 'parked', id }]);
    expect(await state(id)).toEqual({ id, state: 'trying', error: null });
    await finishParked(desk.ctx, id, works);
    await finishParked(desk.ctx, id, works);
    expect(await state(id)).toEqual({ id, state: 'done', error: null });
    expect([await failures(), await textsOf(o)]).toEqual([[], ['Hello?']]);
    expect(await desk.acts(o, 'job')).toEqual(['parked', 'retried', 'done']);
    const rows = await desk.ctx.db.read.select().from(parkedJob).where(eq(parkedJob.id, id));
    expect(rows).toMatchObject([{ retries: 1, doneAt: desk.ctx.now }]);
  });

  test('that fails again is parked again, with the new reason', async () => {
    const id = await buried(textTo(o));
    await agency().post(`/failures/${id}/retry`);
    await finishParked(desk.ctx, id, async () => {
      throw new Error('something else');
    });
    expect(await failures()).toMatchObject([{ id, attempts: 2, error: 'Something else.' }]);
  });

  test('that was lost on its way is taken up by the cron', async () => {
    const id = await buried(textTo(o));
    await agency().post(`/failures/${id}/retry`);
    desk.ctx.sent.jobs.length = 0;
    await sweepParkedJobs(desk.at(desk.ctx.now + 5 * 60_000));
    expect(desk.ctx.sent.jobs).toEqual([]);
    await sweepParkedJobs(desk.at(desk.ctx.now + 11 * 60_000));
    expect(desk.ctx.sent.jobs).toContainEqual({ kind: 'parked', id });
  });

  test('of what is no agency’s happens by itself, and the operator is told once', async () => {
    const job = textTo(o);
    const news = { ...job.news, hook: { ...job.news.hook, form: { ...job.news.hook.form, To: '+12125550000' } } };
    await buryOrFinish(desk.ctx, { ...job, news }, fails);
    const [row] = await desk.ctx.db.read.select().from(parkedJob).where(isNull(parkedJob.agencyId));
    const told = () => desk.ctx.db.read.select().from(outbox).where(like(outbox.key, 'mail_operator:%'));
    expect((await told()).map(({ effect }) => effect)).toMatchObject([
      { lines: ['Taking in a text: The database is locked.', expect.stringContaining(row?.id ?? '?')] },
    ]);
    desk.ctx.sent.jobs.length = 0;
    const later = desk.at(desk.ctx.now + 6 * 3_600_000 + 1);
    await sweepParkedJobs(later);
    expect(desk.ctx.sent.jobs).toContainEqual({ kind: 'parked', id: row?.id });
    await finishParked(later, row?.id ?? '', fails);
    expect(await told()).toHaveLength(1);
    await finishParked(later, row?.id ?? '', async () => {});
    const [done] = await desk.ctx.db.read.select().from(parkedJob).where(isNull(parkedJob.agencyId));
    expect(done).toMatchObject({ retries: 1, doneAt: later.now });
  });

  test('T-1 T-2 is nobody else’s', async () => {
    const id = await buried(textTo(o));
    const theirs = await desk.office();
    expect((await agency(theirs).post(`/failures/${id}/retry`)).status).toBe(404);
    expect(await state(id, theirs)).toMatchObject({ status: 404 });
    expect((await desk.as(o, o.ownerId).post(`/failures/${id}/retry`)).status).toBe(403);
  });
});

test('X-2 every job is said in words', () => {
  expect(jobInWords({ kind: 'call' })).toBe('Writing down a call');
  expect(jobInWords({ kind: 'news', news: { about: 'leg' } })).toBe('Noting what became of a call');
  expect(jobInWords({ kind: 'something_new' })).toBe('Something in the background');
});

async function textsOf(of: Office): Promise<string[]> {
  const rows = await desk.ctx.db.read.select().from(message).where(eq(message.subAccountId, of.subAccountId));
  return rows.map(row => row.body);
}
