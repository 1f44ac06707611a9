import { beforeAll, describe, expect, test, vi } from 'vitest';
import { type Body, payHostedPage } from '../support/doors.ts';
import { useStage } from '../support/stage.ts';
import { MINUTE, witnessOf } from './witness.ts';

const stage = useStage({ broken: 'cron' });
const witness = witnessOf(stage);
const STRANGER = '+13125550177';
const COUNT = 4;

const day = (instant: number) => new Date(instant).toISOString().slice(5, 10);

/** Before there is anything that lives by time. */
beforeAll(async () => {
  const year = new Date(stage.instance.clock.now()).getUTCFullYear() + 1;
  await stage.instance.clock.advanceTo(Date.UTC(year, 0, 31, 10));
});

describe('A-9 the end of a month', () => {
  test('numbers paid on 31 January end on the last day of February, all of them, or renew to 31 March', async () => {
    const a = await stage.agency();
    const bought = [];
    for (let n = 0; n <= COUNT; n += 1) {
      const number = await stage.buy(a);
      bought.push({ ...number, assignmentId: (await stage.assign(a, number.numberId)).id as string });
    }
    for (const { assignmentId } of bought) {
      const { url } = await a.owner.send('POST', `/assignments/${assignmentId}/pay`);
      await payHostedPage(url);
    }
    await stage.instance.settle();
    const { items } = await a.owner.get('/phone-numbers');
    const end = items[0].paidThrough;
    expect(items.map((item: Body) => item.state)).toEqual(Array(COUNT + 1).fill('active'));
    expect(['02-28', '02-29']).toContain(day(end));

    const [kept, ...left] = bought;
    if (!kept || !left[0]) throw new Error('nothing was bought');
    for (const { assignmentId } of left) await a.owner.send('POST', `/assignments/${assignmentId}/release`);
    await stage.instance.settle();
    await a.owner.send('PUT', '/forwarding', { forwardTo: '+14155550110' });
    await stage.instance.clock.advanceTo(end - MINUTE);
    expect((await stage.call(STRANGER, left[0].e164)).legs).toHaveLength(1);

    stage.instance.stripe.setWebhooks(false);
    await stage.instance.clock.advanceTo(end + 15 * MINUTE);
    expect((await stage.call(STRANGER, left[0].e164)).legs).toHaveLength(0);
    await stage.instance.workers.cron();
    for (const { assignmentId } of left) await witness.becomes(assignmentId, 'ended');
    await vi.waitFor(async () => expect(day((await witness.assignment(kept.assignmentId)).paid_through)).toBe('03-31'));
    await stage.instance.settle();

    const pool = await a.agency.get('/numbers');
    const statuses = pool.items.map((item: Body) => item.status);
    expect(statuses.filter((status: string) => status === 'unassigned')).toHaveLength(COUNT);
    expect(statuses.filter((status: string) => status === 'active')).toHaveLength(1);
    for (const { e164 } of left) {
      expect((await witness.mails(e164)).filter(subject => subject === 'was released')).toHaveLength(1);
      expect(await stage.instance.workers.kv(`forward:${e164}`)).toBeNull();
    }
    expect((await stage.call(STRANGER, kept.e164)).legs).toHaveLength(1);
  });
});
