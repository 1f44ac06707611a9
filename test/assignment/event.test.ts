import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { release } from '../../worker/assignment/release.ts';
import { sync } from '../../worker/assignment/sync.ts';
import { unassign } from '../../worker/assignment/unassign.ts';
import { MINUTE, MONTH, type Scene, sceneOf } from './scene.ts';
import { openWorld, type World } from './world.ts';

let w: World;
let s: Scene;
beforeAll(async () => {
  w = await openWorld();
  s = sceneOf(w);
});
afterAll(() => w.close());
afterEach(() => w.calm());

describe('events that are lost, doubled, late or out of order', () => {
  test('A-13 doubled and reordered events end in the same state', async () => {
    const t = await w.tenant();
    w.sandbox.setChaos({ duplicate: true, reorder: true });
    const { id } = await s.paid(t);
    expect((await w.row(id)).state).toBe('active');
    expect(await s.acts(id)).toEqual(['assigned', 'checkout_opened', 'activated']);
  });

  test('A-9 without any event the sweep activates, and ends what was released', async () => {
    const t = await w.tenant();
    w.sandbox.setWebhooks(false);
    const { id, url } = await s.opened(t);
    await w.pay(url);
    await w.tick();
    expect((await w.row(id)).state).toBe('pending');
    await w.advance(3 * MINUTE);
    await w.tick();
    expect((await w.row(id)).state).toBe('active');
    await release(w.ctx(), w.client(t), id);
    await w.advance(MONTH);
    await Promise.all([w.tick(), w.tick()]);
    await w.tick();
    expect(await w.row(id)).toMatchObject({ state: 'ended', endReason: 'released' });
    expect(await s.acts(id)).toEqual(['assigned', 'checkout_opened', 'activated', 'release_scheduled', 'released']);
    expect(await s.acts(t.numberId)).toEqual(['reserved', 'returned']);
  });

  test('A-6 the return page activates before any event does', async () => {
    const t = await w.tenant();
    w.sandbox.setWebhooks(false);
    const { id, url } = await s.opened(t);
    const { location } = await w.pay(url);
    const page = await w.browse((location ?? '').replace('http://panel.test', w.origin));
    expect(page.status).toBe(200);
    expect(page.text).toContain('You can close this tab');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect((await w.row(id)).state).toBe('active');
  });

  test('A-6 the return page tells a stranger nothing and moves nothing', async () => {
    const t = await w.tenant();
    w.sandbox.setWebhooks(false);
    const { id, url } = await s.opened(t);
    const { location } = await w.pay(url);
    const real = await w.browse((location ?? '').replace('http://panel.test', w.origin).replace(/a=.*/, 'a=asg_other'));
    const none = await w.browse(`${w.origin}/return/checkout?session_id=cs_none&a=${id}`);
    expect(real.text).toBe(none.text);
    expect((await w.row(id)).state).toBe('pending');
  });

  test('A-13 a late event of a former holder never touches the present one', async () => {
    const t = await w.tenant();
    w.sandbox.setWebhooks(false);
    const former = await s.paid(t);
    await sync(w.ctx(), t.agencyId, former.id);
    await unassign(w.ctx(), t.agencyId, former.id);
    await w.work();
    const present = await s.given(t);
    w.sandbox.setWebhooks(true);
    const events = await w.stripe.events.list({ limit: 100 }, s.on);
    for (const event of events.data) w.sandbox.resend(event.id);
    await w.work();
    expect((await w.row(former.id)).state).toBe('ended');
    expect(await w.row(present.id)).toMatchObject({ state: 'pending', subscriptionId: null });
    expect(await s.refundsFor(t)).toEqual([]);
  });
});
