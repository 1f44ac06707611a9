import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { numberHistory } from '../../worker/assignment/history.ts';
import { release } from '../../worker/assignment/release.ts';
import { unassign } from '../../worker/assignment/unassign.ts';
import { listActivity } from '../../worker/audit/activity.ts';
import { linkToExport } from '../../worker/audit/export.ts';
import { exportRoutes } from '../../worker/audit/routes.ts';
import { auditLine } from '../../worker/audit/store.ts';
import type { Ctx } from '../../worker/context.ts';
import { numberReserved } from '../../worker/number/wires.ts';
import { Problem, problemResponse } from '../../worker/problem.ts';
import type { Wired } from '../../worker/wire.ts';
import { DAY, MINUTE, MONTH, problem, type Scene, sceneOf } from '../assignment/scene.ts';
import { openWorld, type World } from '../assignment/world.ts';
import { mintTenant, type Tenant } from '../support/mint.ts';

let w: World;
let s: Scene;
beforeAll(async () => {
  w = await openWorld();
  s = sceneOf(w);
});
afterAll(() => w.close());

const ctx = (): Ctx => {
  const made = w.ctx();
  return { ...made, env: { ...made.env, SESSION_SECRET: 'secret-of-the-sessions-of-this-test' } };
};

async function download(url: string): Promise<{ status: number; text: string; headers: Headers }> {
  const app = new Hono<Wired>();
  app.use(async (c, next) => {
    c.set('ctx', ctx());
    await next();
  });
  app.onError(cause => {
    if (cause instanceof Problem) return problemResponse(cause, 'req_test');
    throw cause;
  });
  app.route('/', exportRoutes);
  const answer = await app.request(new URL(url).pathname);
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
}

const spoken = (e164: string) => e164.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '+1 $1 $2 $3');

describe('X-3 activity', () => {
  let t: Tenant;
  beforeAll(async () => {
    t = await w.tenant();
    await s.paid(t);
  });

  test('tells who did what, newest first, by name', async () => {
    const { items } = await listActivity(ctx(), t.agencyId, {});
    expect(items[0]).toMatchObject({
      who: 'Stripe',
      sentence: `${spoken(t.e164)} became active for Bayside Dental.`,
      subAccount: { id: t.subAccountId, name: 'Bayside Dental' },
    });
    const seqs = items.map(item => item.seq);
    expect(seqs).toEqual([...seqs].sort((a, b) => b - a));
  });

  test('is found by number, act, actor, kind, sub-account and time', async () => {
    const acts = async (filter: Parameters<typeof listActivity>[2]) =>
      (await listActivity(ctx(), t.agencyId, filter)).items.map(item => item.act);
    expect(await acts({ q: t.e164.slice(-7), entity: 'assignment' })).toEqual([
      'activated',
      'checkout_opened',
      'assigned',
    ]);
    expect(await acts({ q: 'checkout opened' })).toEqual(['checkout_opened']);
    expect(await acts({ actor: 'stripe', entity: 'assignment' })).toEqual(['activated']);
    expect(await acts({ actor: 'usr_nobody' })).toEqual([]);
    expect(await acts({ subAccountId: 'sub_nothing' })).toEqual([]);
    expect(await acts({ from: w.now() + MINUTE })).toEqual([]);
    expect(await acts({ to: 1 })).toEqual([]);
    expect(await acts({ q: '%' })).not.toHaveLength(0);
  });

  test('the course of calls and texts is left out where only changes are asked for', async () => {
    const one = await mintTenant(w.ctx());
    const about = { agencyId: one.agencyId, subAccountId: one.subAccountId, entityId: one.numberId };
    for (const [entity, act] of [
      ['number', 'reserved'],
      ['call', 'answered'],
      ['message', 'received'],
    ] as const) {
      const line = auditLine(w.ctx(), { ...about, entity, act });
      await w.ctx().db.commit([numberReserved(w.ctx(), one.agencyId, one.numberId), line]);
    }
    const told = async (entity?: string) =>
      (await listActivity(ctx(), one.agencyId, { ...(entity && { entity }) })).items.map(item => item.sentence);
    expect(await told()).toEqual([
      'A text came in at Bayside Dental.',
      'A call at Bayside Dental was answered.',
      `${spoken(one.e164)} was reserved.`,
    ]);
    expect(await told('changes')).toEqual([`${spoken(one.e164)} was reserved.`]);
  });

  test('T-1 another agency sees none of it', async () => {
    const other = await mintTenant(w.ctx());
    expect((await listActivity(ctx(), other.agencyId, { q: t.e164.slice(-7) })).items).toEqual([]);
  });

  test('goes on page by page without a gap', async () => {
    const many = await mintTenant(w.ctx());
    const line = auditLine(w.ctx(), {
      agencyId: many.agencyId,
      entity: 'number',
      entityId: many.numberId,
      act: 'reserved',
    });
    for (let n = 0; n < 120; n += 1)
      await w.ctx().db.commit([numberReserved(w.ctx(), many.agencyId, many.numberId), line]);
    const seen: number[] = [];
    let next: string | null = null;
    do {
      const page = await listActivity(ctx(), many.agencyId, next === null ? {} : { cursor: Number(next) });
      seen.push(...page.items.map(item => item.seq));
      next = page.next;
    } while (next !== null);
    expect(seen).toHaveLength(120);
    expect(new Set(seen).size).toBe(120);
  });

  test('N-4 is exported by an address that ends, and that nobody can write themselves', async () => {
    const { url, expiresAt } = await linkToExport(ctx(), t.agencyId, { entity: 'assignment' });
    const file = await download(url);
    expect(file.headers.get('content-disposition')).toMatch(/attachment; filename="activity-.*\.csv"/);
    const rows = file.text.trim().split('\r\n');
    expect(rows).toHaveLength(4);
    expect(rows[0]).toMatch(/^Time \(UTC\),Who,What/);
    expect(rows[1]).toContain(`,Stripe,'${spoken(t.e164)} became active`);
    expect((await download(`${url.slice(0, -3)}abc`)).status).toBe(403);
    await w.advance(expiresAt - w.now() + 1);
    expect((await download(url)).status).toBe(403);
  });
});

describe('N-10 history', () => {
  test('tells who held a number, from when to when, and how it ended', async () => {
    const t = await w.tenant();
    const first = await s.paid(t);
    await release(w.ctx(), w.client(t), first.id);
    await w.advance(MONTH);
    await w.work();
    const second = await s.given(t);
    await w.advance(DAY);
    await unassign(w.ctx(), t.agencyId, second.id);
    const third = await s.given(t);
    const { items } = await numberHistory(w.ctx(), t.agencyId, t.numberId);
    expect(items.map(item => [item.assignmentId, item.endReason, item.sentence])).toEqual([
      [third.id, null, 'It is reserved for Bayside Dental and not paid yet.'],
      [second.id, 'unassigned', 'The reservation for Bayside Dental was taken back.'],
      [first.id, 'released', 'Bayside Dental released it at the end of a paid period.'],
    ]);
    expect(items[2]).toMatchObject({ from: first.activatedAt, subAccount: { name: 'Bayside Dental' } });
    expect(items[2]?.to).toBeGreaterThanOrEqual(first.paidThrough ?? 0);
    const other = await mintTenant(w.ctx());
    await expect(numberHistory(w.ctx(), other.agencyId, t.numberId)).rejects.toEqual(problem('not_found'));
    expect((await numberHistory(w.ctx(), other.agencyId, other.numberId)).items).toEqual([]);
  });

  test('an agency may let a returned number rest before it is assigned again', async () => {
    const t = await w.tenant('ok', w.account, { cooldownDays: 3 });
    const { id } = await s.given(t);
    await unassign(w.ctx(), t.agencyId, id);
    await expect(s.given(t)).rejects.toEqual(problem('cooling_down'));
    await w.advance(3 * DAY + MINUTE);
    expect((await s.given(t)).state).toBe('pending');
  });
});
