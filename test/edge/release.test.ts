import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Body } from '../support/doors.ts';
import { type Agency, useStage } from '../support/stage.ts';
import { HOUR, MINUTE, refusalOf, witnessOf } from './witness.ts';

/** Cron ticks only when a test says so. */
const stage = useStage({ broken: 'cron' });
const witness = witnessOf(stage);
const FORWARD = '+14155550110';
const STRANGER = '+13125550177';

let a: Agency;
beforeAll(async () => {
  a = await stage.agency();
});

afterEach(() => {
  stage.instance.stripe.setWebhooks(true);
  stage.instance.faults.clear();
});

/** An active number that forwards and is somebody's direct number. */
async function wired(of: Agency) {
  const made = await stage.active(of);
  const { items } = await of.owner.get('/staff');
  await of.owner.send('PUT', `/staff/${items[0].userId}/direct-number`, { numberId: made.numberId, replace: true });
  await of.owner.send('PUT', `/forwarding/${made.numberId}`, { forwardTo: FORWARD });
  await stage.instance.settle();
  return made;
}

/** Released, and its period over. */
async function overdue(of: Agency) {
  const made = await wired(of);
  const { endsAt } = await of.owner.send('POST', `/assignments/${made.assignmentId}/release`);
  await stage.instance.settle();
  stage.instance.stripe.setWebhooks(false);
  await stage.instance.clock.advanceTo(endsAt + HOUR);
  return { ...made, endsAt };
}

/** Everything the audit and the mailbox know of a number that came back. */
const marks = async ({ assignmentId, numberId, e164 }: { assignmentId: string; numberId: string; e164: string }) => ({
  acts: (await witness.acts(assignmentId)).slice(-2),
  number: (await witness.acts(numberId)).filter(act => act === 'returned').length,
  mails: (await witness.mails(e164)).map(subject => subject.replace(/ on .*/, '')),
  // What the night brings for the agency itself is another matter.
  open: await witness.rows("select key from outbox where delivered_at is null and key not like 'sync_keeping:%'"),
});
const CAME_BACK = {
  acts: ['release_scheduled', 'released'],
  number: 1,
  mails: ['is reserved for Bayside Dental', 'is active', 'will be released', 'was released'],
  open: [],
};

/** Not reached by any former tenant: in the database, in KV, and on the phone (L-6). */
async function expectFree(of: Agency, { numberId, e164 }: { numberId: string; e164: string }): Promise<void> {
  expect(await witness.inPool(of, numberId)).toMatchObject({ status: 'unassigned', wiredTo: null, subAccount: null });
  expect(await stage.instance.workers.kv(`forward:${e164}`)).toBeNull();
  const call = await stage.call(STRANGER, e164);
  expect(call.legs).toEqual([]);
  expect(call.said.join()).toMatch(/not in service/);
}

describe('A-8 releasing and keeping', () => {
  test('a released number works on; kept again it renews as if nothing had been', async () => {
    const { assignmentId, e164 } = await wired(a);
    const { paidThrough } = await witness.assignment(assignmentId).then(row => ({ paidThrough: row.paid_through }));
    const act = (what: string) => a.owner.send('POST', `/assignments/${assignmentId}/${what}`);
    expect(await act('release')).toMatchObject({ state: 'ending', endsAt: paidThrough });
    expect(await act('release')).toMatchObject({ state: 'ending', endsAt: paidThrough });
    expect(await witness.subscriptions(a, assignmentId)).toMatchObject([{ cancel_at_period_end: true }]);
    expect((await stage.call(STRANGER, e164)).legs.length).toBeGreaterThan(0);
    expect(await act('keep')).toMatchObject({ state: 'active', endsAt: null });
    expect(await act('keep')).toMatchObject({ state: 'active', endsAt: null });
    await stage.instance.settle();
    expect(await witness.subscriptions(a, assignmentId)).toMatchObject([{ cancel_at_period_end: false }]);
    await stage.instance.clock.advanceTo(paidThrough + 2 * HOUR);
    const { items } = await a.owner.get('/phone-numbers');
    const now = items.find((item: Body) => item.assignmentId === assignmentId);
    expect(now).toMatchObject({ state: 'active' });
    expect(now.paidThrough).toBeGreaterThan(paidThrough);
    expect((await witness.acts(assignmentId)).slice(-3)).toEqual(['release_scheduled', 'kept', 'renewed']);
    expect((await witness.mails(e164)).filter(subject => subject.startsWith('will be released'))).toHaveLength(1);
  });

  test('the end comes by Stripe’s event alone, and the next call reaches nobody (L-6)', async () => {
    const made = await wired(a);
    const { endsAt } = await a.owner.send('POST', `/assignments/${made.assignmentId}/release`);
    await stage.instance.settle();
    await stage.instance.clock.advanceTo(endsAt + MINUTE);
    expect(await witness.assignment(made.assignmentId)).toMatchObject({ state: 'ended', end_reason: 'released' });
    expect(await marks(made)).toEqual(CAME_BACK);
    await expectFree(a, made);
    const late = a.owner.send('POST', `/assignments/${made.assignmentId}/keep`);
    expect(await refusalOf(late)).toMatchObject({ status: 409, code: 'period_over' });
    expect(await witness.subscriptions(a, made.assignmentId)).toMatchObject([{ status: 'canceled' }]);
  });
});

describe('A-9 the end without events', () => {
  test('R-1 until cron comes, calls are already turned away', async () => {
    const made = await overdue(a);
    expect((await witness.assignment(made.assignmentId)).state).toBe('ending');
    const call = await stage.call(STRANGER, made.e164);
    expect(call.legs).toEqual([]);
    expect(call.said.join()).toMatch(/not in service/);
    await stage.instance.workers.cron();
    await witness.becomes(made.assignmentId, 'ended');
    await stage.instance.settle();
    expect(await marks(made)).toEqual(CAME_BACK);
    await expectFree(a, made);
  });

  test('two ticks at once, more ticks, and at last all the lost events change nothing more', async () => {
    const made = await overdue(a);
    const { cron } = stage.instance.workers;
    await Promise.all([cron(), cron(), cron()]);
    await witness.becomes(made.assignmentId, 'ended');
    await stage.instance.settle();
    expect(await marks(made)).toEqual(CAME_BACK);
    const before = [await witness.acts(made.assignmentId), await witness.acts(made.numberId)];
    await cron();
    stage.instance.stripe.setWebhooks(true);
    const { data } = await witness.stripe(a, 'events?limit=20');
    for (const event of data) stage.instance.stripe.resend(event.id);
    await stage.instance.settle();
    await cron();
    await stage.instance.settle();
    expect(await marks(made)).toEqual(CAME_BACK);
    expect([await witness.acts(made.assignmentId), await witness.acts(made.numberId)]).toEqual(before);
  });

  test('Stripe does not answer when it is due: nothing changes, a later tick finishes', async () => {
    const made = await overdue(a);
    const failed = (line: string) => line.includes('assignment.unchecked') && line.includes(made.assignmentId);
    const unchecked = () => stage.log.filter(failed).length;
    const before = { row: await witness.assignment(made.assignmentId), marks: await marks(made), tries: unchecked() };
    stage.instance.faults.add({ vendor: 'stripe', path: '.', kind: 'before', status: 503, times: 1000 });
    await stage.instance.workers.cron();
    await vi.waitFor(() => expect(unchecked()).toBeGreaterThan(before.tries), { timeout: 10_000 });
    expect({ ...(await witness.assignment(made.assignmentId)), check_at: 0 }).toEqual({ ...before.row, check_at: 0 });
    expect(await marks(made)).toEqual(before.marks);
    stage.instance.faults.clear();
    await stage.instance.clock.advance(5 * MINUTE);
    await stage.instance.workers.cron();
    await witness.becomes(made.assignmentId, 'ended');
    await stage.instance.settle();
    expect(await marks(made)).toEqual(CAME_BACK);
    await expectFree(a, made);
  });
});
