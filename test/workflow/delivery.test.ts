import { eq } from 'drizzle-orm';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { audit, workflowSubscription } from '../../schema/index.ts';
import { deliverEvent, sweepDeliveries } from '../../worker/workflow/deliver.ts';
import { listDeliveries, readDelivery, resend } from '../../worker/workflow/history.ts';
import { removeHook, replaceSecret } from '../../worker/workflow/hooks.ts';
import { signedHeaders } from '../../worker/workflow/sign.ts';
import { problem } from '../outbound/office.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

let w: Workshop;
beforeAll(async () => {
  w = await openWorkshop();
});
afterAll(() => w.close());
beforeEach(() => w.receiver.answers(() => new Response('{}')));

const HOUR = 3_600_000;
/** Time goes by, then what is due is tried. */
async function later(id: string, ms: number) {
  await w.o.clock.advance(ms);
  await deliverEvent(w.ctx(), id);
}

describe('W-3 a delivery', () => {
  test('is signed by Standard Webhooks, over its raw body, with the event’s id', async () => {
    const { path, secret } = await w.told();
    const [got] = w.receiver.received.filter(one => one.path === path);
    if (!got) throw new Error('nothing came');
    const event = JSON.parse(got.text);
    expect(got.headers.get('webhook-id')).toBe(event.id);
    const at = Number(got.headers.get('webhook-timestamp'));
    const expected = new Webhook(secret).sign(event.id, new Date(at * 1000), got.text);
    expect(got.headers.get('webhook-signature')).toBe(expected);
    expect(at * 1000).toBeLessThanOrEqual(w.ctx().now);
  });

  test('has the signature that the specification’s example has', () => {
    const body = '{"event_type":"ping","data":{"success":true}}';
    const secret = 'whsec_plJ3nmyCDGBKInavdOK15jsl';
    const headers = signedHeaders([secret], 'msg_loFOjxBNrRLzqYUf', 1_731_705_121_000, body);
    expect(headers['webhook-signature']).toBe('v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=');
    expect(headers['webhook-timestamp']).toBe('1731705121');
  });

  test('is signed with both secrets while one is being replaced, then with the new one only', async () => {
    const hook = await w.hook('text_received');
    const { secret } = await replaceSecret(w.ctx(), w.caller, hook.id);
    expect(secret).not.toBe(hook.secret);
    const signatures = async () => {
      await w.o.text('Hello');
      await w.tell();
      return (w.receiver.received.at(-1)?.headers.get('webhook-signature') ?? '').split(' ');
    };
    expect(await signatures()).toHaveLength(2);
    await w.o.clock.advance(25 * HOUR);
    expect(await signatures()).toHaveLength(1);
    await removeHook(w.ctx(), w.caller, hook.id);
  });

  test('to a failing receiver is tried again with the same id until it gets there', async () => {
    w.receiver.answers(() => new Response('no', { status: 500 }));
    const { path, deliveryId, delivery, id } = await w.told();
    expect(await delivery()).toMatchObject({ attempts: 1, status: 500, error: 'refused', deliveredAt: null });
    await deliverEvent(w.ctx(), deliveryId);
    expect(await delivery()).toMatchObject({ attempts: 1 });
    w.receiver.answers(() => new Response(null, { status: 204 }));
    await later(deliveryId, 15_000);
    expect(await delivery()).toMatchObject({ attempts: 2, status: 204, error: null, deliveredAt: expect.any(Number) });
    const [first, second] = w.receiver.sentTo(path);
    expect(second).toEqual(first);
    await removeHook(w.ctx(), w.caller, id);
  });

  test('that fails for three days is given up, listed, and can be sent again', async () => {
    w.receiver.answers(() => new Response('no', { status: 503 }));
    const { deliveryId, delivery, id } = await w.told();
    for (let tries = 0; tries < 20 && (await delivery())?.failedAt === null; tries += 1)
      await later(deliveryId, 25 * HOUR);
    expect(await delivery()).toMatchObject({ status: 503, failedAt: expect.any(Number) });
    const { items } = await listDeliveries(w.ctx(), w.caller, { hookId: id, state: 'failed' });
    expect(items).toMatchObject([{ id: deliveryId, state: 'failed', error: 'refused', nextAt: null }]);
    w.receiver.answers(() => new Response('{}'));
    expect(await resend(w.ctx(), w.caller, deliveryId)).toMatchObject({ state: 'waiting', attempts: 0 });
    await deliverEvent(w.ctx(), deliveryId);
    expect(await readDelivery(w.ctx(), w.caller, deliveryId)).toMatchObject({
      state: 'delivered',
      payload: { type: 'text_received' },
    });
    const acts = await w.ctx().db.read.select().from(audit).where(eq(audit.entityId, deliveryId));
    expect(acts.map(line => [line.act, line.actorKind])).toEqual([['sent_again', 'api_key']]);
    await removeHook(w.ctx(), w.caller, id);
  });

  test('410 ends its hook and what is still on its way to it', async () => {
    w.receiver.answers(() => new Response('no', { status: 500 }));
    const hook = await w.told();
    w.receiver.answers(() => new Response('gone', { status: 410 }));
    await w.o.text('Again');
    await w.tell();
    const rows = await w.deliveries(hook.id);
    expect(rows.every(row => row.failedAt !== null)).toBe(true);
    const [row] = await w.ctx().db.read.select().from(workflowSubscription).where(eq(workflowSubscription.id, hook.id));
    expect(row).toMatchObject({ endReason: 'gone', secret: null });
    await expect(resend(w.ctx(), w.caller, hook.deliveryId)).rejects.toEqual(problem('hook_ended'));
    const before = w.receiver.received.length;
    await w.o.text('Nobody listens');
    await w.tell();
    expect(w.receiver.received).toHaveLength(before);
  });

  test('W-5 follows no redirect, neither to loopback nor anywhere', async () => {
    w.receiver.answers(({ path }) =>
      path === '/secret' ? new Response('{}') : Response.redirect(`${w.receiver.origin}/secret`, 307),
    );
    const { delivery, id } = await w.told();
    expect(await delivery()).toMatchObject({
      status: 307,
      deliveredAt: null,
      error: 'redirect',
    });
    expect(w.receiver.sentTo('/secret')).toEqual([]);
    await removeHook(w.ctx(), w.caller, id);
  });

  test('W-5 an address that was accepted once and is not allowed any more is not asked', async () => {
    const { id, deliveryId, delivery, path } = await w.told();
    const db = w.ctx().db.read;
    await db.update(workflowSubscription).set({ targetUrl: 'http://10.0.0.1/' }).where(eq(workflowSubscription.id, id));
    await resend(w.ctx(), w.caller, deliveryId);
    await deliverEvent(w.ctx(), deliveryId);
    expect(await delivery()).toMatchObject({ failedAt: expect.any(Number), status: null });
    expect(w.receiver.sentTo(path)).toHaveLength(1);
    await removeHook(w.ctx(), w.caller, id);
  });

  test('a receiver that is slow is not waited for, and gets it again later', async () => {
    const patience = vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
      const ends = new AbortController();
      setTimeout(() => ends.abort(new DOMException('too slow', 'TimeoutError')), 20);
      return ends.signal;
    });
    w.receiver.answers(() => new Promise(done => setTimeout(() => done(new Response('{}')), 200)));
    const { delivery, id } = await w.told();
    patience.mockRestore();
    expect(await delivery()).toMatchObject({
      status: null,
      error: 'slow',
      failedAt: null,
    });
    await removeHook(w.ctx(), w.caller, id);
  });

  test('a receiver that asks to wait is left alone for so long', async () => {
    w.receiver.answers(() => new Response('busy', { status: 429, headers: { 'retry-after': '600' } }));
    const { delivery, id } = await w.told();
    expect((await delivery())?.dueAt).toBeGreaterThan(w.ctx().now + 590_000);
    await removeHook(w.ctx(), w.caller, id);
  });

  test('X-2 one whose queue message was lost is found by the sweep', async () => {
    const hook = await w.hook('text_received');
    await w.o.text('Hello');
    for (const row of await w.o.outbox()) {
      if (row.effect.kind === 'trigger' && row.deliveredAt === null) await w.o.later(0);
    }
    const { sent } = w.o.ctx();
    sent.jobs.length = 0;
    await sweepDeliveries(w.ctx());
    const [delivery] = await w.deliveries(hook.id);
    expect(sent.jobs).toContainEqual({ kind: 'hook', deliveryId: delivery?.id });
    await removeHook(w.ctx(), w.caller, hook.id);
  });

  test('two workers at once send it once', async () => {
    const hook = await w.told();
    await resend(w.ctx(), w.caller, hook.deliveryId);
    await Promise.all([1, 2, 3].map(() => deliverEvent(w.ctx(), hook.deliveryId)));
    expect(w.receiver.sentTo(hook.path)).toHaveLength(2);
    await removeHook(w.ctx(), w.caller, hook.id);
  });
});
