import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { payHostedPage } from '../support/doors.ts';
import { type Agency, useStage } from '../support/stage.ts';
import { MINUTE, payAndClose, refusalOf, witnessOf } from './witness.ts';

/** The Worker dies, or Stripe's answer is lost, between what happened at Stripe and what we wrote down. */
const stage = useStage({ broken: 'cron' });
const witness = witnessOf(stage);

let a: Agency;
beforeAll(async () => {
  a = await stage.agency();
});

afterEach(() => {
  stage.instance.stripe.setWebhooks(true);
  stage.instance.faults.clear();
});

const lost = (method: string, path: string, times = 1) =>
  stage.instance.faults.add({ vendor: 'stripe', method, path, kind: 'after', status: 500, times });
const down = () =>
  stage.instance.faults.add({ vendor: 'stripe', path: '.', kind: 'before', status: 503, times: 10_000 });

async function pending(of: Agency) {
  const bought = await stage.buy(of);
  return { ...bought, id: (await stage.assign(of, bought.numberId)).id as string };
}

describe('A-5 the answer to opening a page is lost', () => {
  test('the payer is asked to try again, and then pays once', async () => {
    const { id } = await pending(a);
    lost('POST', '^/v1/checkout/sessions$', 2);
    const refusal = await refusalOf(a.owner.send('POST', `/assignments/${id}/pay`));
    expect(refusal).toMatchObject({ status: 503, code: 'stripe_unreachable' });
    stage.instance.faults.clear();
    const { url } = await a.owner.send('POST', `/assignments/${id}/pay`);
    expect(await a.owner.send('POST', `/assignments/${id}/pay`)).toEqual({ url });
    await payHostedPage(url);
    await stage.instance.settle();
    expect((await witness.assignment(id)).state).toBe('active');
    expect(await witness.subscriptions(a, id)).toHaveLength(1);
  });

  test('paid on the page whose answer was lost: its event activates, and the other page closes', async () => {
    const { id } = await pending(a);
    lost('POST', '^/v1/checkout/sessions$', 2);
    await refusalOf(a.owner.send('POST', `/assignments/${id}/pay`));
    stage.instance.faults.clear();
    const [orphan] = (await witness.stripe(a, 'checkout/sessions?status=open')).data;
    const { url } = await a.owner.send('POST', `/assignments/${id}/pay`);
    expect(url).not.toBe(orphan.url);
    await payAndClose(orphan.url);
    await stage.instance.settle();
    expect((await witness.assignment(id)).state).toBe('active');
    expect((await payHostedPage(url)).text).toContain('expired');
    expect(await witness.subscriptions(a, id)).toMatchObject([{ status: 'active' }]);
  });
});

describe('A-8 the answer to releasing is lost', () => {
  test('what Stripe did is looked up and shown, without any event; so is keeping', async () => {
    const { assignmentId, e164 } = await stage.active(a);
    stage.instance.stripe.setWebhooks(false);
    const act = (what: string) => a.owner.send('POST', `/assignments/${assignmentId}/${what}`);
    lost('POST', '^/v1/subscriptions/', 2);
    expect(await act('release')).toMatchObject({ state: 'ending' });
    expect(await witness.subscriptions(a, assignmentId)).toMatchObject([{ cancel_at_period_end: true }]);
    stage.instance.faults.clear();
    lost('POST', '^/v1/subscriptions/', 2);
    expect(await act('keep')).toMatchObject({ state: 'active' });
    expect(await witness.subscriptions(a, assignmentId)).toMatchObject([{ cancel_at_period_end: false }]);
    await stage.instance.settle();
    expect((await witness.mails(e164)).filter(subject => subject.startsWith('will be released'))).toHaveLength(1);
  });

  test('a Worker that dies before it wrote this down is caught up with by the event', async () => {
    const { assignmentId } = await stage.active(a);
    const { subscription_id } = await witness.assignment(assignmentId);
    await witness.stripe(a, `subscriptions/${subscription_id}`, 'cancel_at_period_end=true');
    await stage.instance.settle();
    expect(await witness.assignment(assignmentId)).toMatchObject({ state: 'ending' });
  });

  test('Stripe does not answer at all: the person hears so and nothing has changed', async () => {
    const { assignmentId } = await stage.active(a);
    const before = await witness.assignment(assignmentId);
    down();
    const refusal = await refusalOf(a.owner.send('POST', `/assignments/${assignmentId}/release`));
    expect(refusal).toMatchObject({ status: 503, code: 'stripe_unreachable' });
    stage.instance.faults.clear();
    expect(await witness.assignment(assignmentId)).toEqual(before);
    expect(await witness.subscriptions(a, assignmentId)).toMatchObject([{ cancel_at_period_end: false }]);
  });
});

describe('A-10 the answer to cancelling is lost, or none comes', () => {
  test('lost: it is looked up, not cancelled twice', async () => {
    const { assignmentId, e164 } = await stage.active(a);
    lost('DELETE', '^/v1/subscriptions/', 2);
    await a.agency.send('POST', `/assignments/${assignmentId}/unassign`);
    await stage.instance.settle();
    expect(await witness.subscriptions(a, assignmentId)).toMatchObject([{ status: 'canceled' }]);
    expect(await witness.rows('select key from outbox where delivered_at is null')).toEqual([]);
    expect((await witness.mails(e164)).filter(subject => subject === 'was taken back')).toHaveLength(1);
  });

  test('none: ours ends at once, Stripe is told by a later tick', async () => {
    const { assignmentId, e164 } = await stage.active(a);
    down();
    await a.agency.send('POST', `/assignments/${assignmentId}/unassign`);
    await stage.instance.settle();
    expect((await witness.assignment(assignmentId)).state).toBe('ended');
    expect((await stage.call('+13125550177', e164)).legs).toEqual([]);
    expect(await witness.subscriptions(a, assignmentId).catch(() => 'no answer')).toBe('no answer');
    stage.instance.faults.clear();
    expect(await witness.subscriptions(a, assignmentId)).toMatchObject([{ status: 'active' }]);
    await stage.instance.clock.advance(2 * MINUTE);
    await stage.instance.workers.cron();
    await witness.eventually(async () =>
      expect(await witness.subscriptions(a, assignmentId)).toMatchObject([{ status: 'canceled' }]),
    );
  });
});

describe('X-2 Stripe is away while its event is processed', () => {
  test('the event is kept and a later tick processes it', async () => {
    const { id } = await pending(a);
    const { url } = await a.owner.send('POST', `/assignments/${id}/pay`);
    await stage.instance.settle();
    down();
    await payAndClose(url);
    await stage.instance.stripe.drain();
    const failed = () => witness.rows('select id from webhook_event where processed_at is null and error is not null');
    await witness.eventually(async () => expect((await failed()).length).toBeGreaterThan(0));
    expect((await witness.assignment(id)).state).toBe('pending');
    stage.instance.faults.clear();
    await witness.eventually(async () => {
      await stage.instance.workers.cron();
      expect(await failed()).toEqual([]);
    });
    await stage.instance.settle();
    expect((await witness.assignment(id)).state).toBe('active');
    const [line] = await witness.rows("select source from audit where entity_id = ? and act = 'activated'", id);
    expect(line.source).toBe('webhook');
  });
});
