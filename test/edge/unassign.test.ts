import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openPanel, payHostedPage } from '../support/doors.ts';
import { type Agency, useStage } from '../support/stage.ts';
import { MINUTE, payAndClose, refusalOf, witnessOf } from './witness.ts';

const stage = useStage();
const witness = witnessOf(stage);
const FORWARD = '+14155550110';

let a: Agency;
beforeAll(async () => {
  a = await stage.agency();
});

afterEach(() => stage.instance.faults.clear());

async function opened(of: Agency) {
  const bought = await stage.buy(of);
  const { id } = await stage.assign(of, bought.numberId);
  const { url } = await of.owner.send('POST', `/assignments/${id}/pay`);
  return { ...bought, id, url };
}

describe('A-10 taking back', () => {
  test('a pending number closes its payment page; nobody can pay there', async () => {
    const { id, url, numberId, e164 } = await opened(a);
    await a.agency.send('POST', `/assignments/${id}/unassign`);
    await stage.instance.settle();
    expect((await payHostedPage(url)).text).toContain('expired');
    expect(await witness.subscriptions(a, id)).toEqual([]);
    expect(await witness.assignment(id)).toMatchObject({ state: 'ended', end_reason: 'unassigned' });
    expect(await witness.inPool(a, numberId)).toMatchObject({ status: 'unassigned' });
    expect(await refusalOf(a.owner.send('POST', `/assignments/${id}/pay`))).toMatchObject({
      status: 409,
      code: 'assignment_ended',
    });
    expect(await witness.mails(e164)).toEqual(['is reserved for Bayside Dental', 'is no longer reserved']);
  });

  test('a payer who was still on the page and pays afterwards gets the money back; nothing is activated', async () => {
    const a = await stage.agency();
    const { id, url, numberId, e164 } = await opened(a);
    const { price } = await witness.assignment(id);
    const expire = { vendor: 'stripe', method: 'POST', path: '/expire$', kind: 'before', status: 503 } as const;
    stage.instance.faults.add({ ...expire, times: 20 });
    await a.agency.send('POST', `/assignments/${id}/unassign`);
    await payAndClose(url);
    await stage.instance.settle();
    expect(await witness.subscriptions(a, id)).toMatchObject([{ status: 'canceled' }]);
    expect(await witness.refunds(a)).toEqual([price]);
    stage.instance.faults.clear();
    await stage.instance.clock.advance(2 * MINUTE);
    await stage.instance.settle();
    expect(await witness.refunds(a)).toEqual([price]);
    expect(await witness.assignment(id)).toMatchObject({ state: 'ended', subscription_id: null, activated_at: null });
    expect(await witness.acts(id)).toEqual(['assigned', 'checkout_opened', 'unassigned', 'late_payment_refunded']);
    expect(await witness.inPool(a, numberId)).toMatchObject({ status: 'unassigned' });
    expect(await witness.mails(e164)).toEqual(['is reserved for Bayside Dental', 'is no longer reserved']);
  });

  test('an active number ends its subscription now, loses every wire, and tells its user once', async () => {
    const { assignmentId, numberId, e164 } = await stage.active(a);
    const { items } = await a.owner.get('/staff');
    await a.owner.send('PUT', `/staff/${items[0].userId}/direct-number`, { numberId });
    await a.owner.send('PUT', `/forwarding/${numberId}`, { forwardTo: FORWARD });
    await stage.instance.settle();
    expect(await stage.instance.workers.kv(`forward:${e164}`)).toContain(FORWARD);
    await Promise.all([1, 2, 3].map(() => a.agency.send('POST', `/assignments/${assignmentId}/unassign`)));
    await stage.instance.settle();
    await a.agency.send('POST', `/assignments/${assignmentId}/unassign`);
    await stage.instance.settle();
    expect(await witness.subscriptions(a, assignmentId)).toMatchObject([{ status: 'canceled' }]);
    expect(await witness.refunds(a)).toEqual([]);
    const [number] = await witness.rows(
      'select wired_to, wired_user_id, forward_to from number where id = ?',
      numberId,
    );
    expect(number).toMatchObject({ wired_to: null, wired_user_id: null, forward_to: null });
    expect(await stage.instance.workers.kv(`forward:${e164}`)).toBeNull();
    expect((await witness.mails(e164)).filter(subject => subject === 'was taken back')).toHaveLength(1);
    expect((await stage.call('+13125550177', e164)).legs).toEqual([]);
  });

  test('a number that was taken back can be assigned and paid again', async () => {
    const { id, numberId } = await opened(a);
    await a.agency.send('POST', `/assignments/${id}/unassign`);
    const again = await stage.assign(a, numberId);
    const { url } = await a.owner.send('POST', `/assignments/${again.id}/pay`);
    await payHostedPage(url);
    await stage.instance.settle();
    expect(await witness.assignment(again.id)).toMatchObject({ state: 'active' });
    expect(await witness.assignment(id)).toMatchObject({ state: 'ended' });
  });
});

describe('T-1 tenants', () => {
  test('ids of another agency answer 404 to every act, and nothing happens', async () => {
    const b = await stage.agency();
    const { assignmentId, numberId } = await stage.active(a);
    const free = await stage.buy(a);
    const own = await stage.buy(b);
    const { items } = await a.agency.get(`/numbers/${free.numberId}/candidates?q=Rosa`);
    const theirs = { userId: items[0].userId, subAccountId: items[0].subAccountId };
    const before = await witness.rows('select count(*) as n from audit where agency_id = ?', a.id);
    const attempts = [
      () => b.agency.get(`/numbers/${free.numberId}/candidates`),
      () => b.agency.send('POST', `/numbers/${free.numberId}/assign`, theirs),
      () => b.agency.send('POST', `/numbers/${own.numberId}/assign`, theirs),
      () => b.agency.send('POST', `/assignments/${assignmentId}/unassign`),
      () => b.agency.send('POST', `/assignments/${assignmentId}/remind`),
      ...['pay', 'release', 'keep'].map(act => () => b.owner.send('POST', `/assignments/${assignmentId}/${act}`)),
      () => b.owner.send('PUT', `/forwarding/${numberId}`, { forwardTo: FORWARD }),
      () => b.owner.send('PUT', `/staff/${theirs.userId}/direct-number`, { numberId }),
    ];
    for (const attempt of attempts)
      expect(await refusalOf(attempt())).toMatchObject({ status: 404, code: 'not_found' });
    expect(await witness.rows('select count(*) as n from audit where agency_id = ?', a.id)).toEqual(before);
  });

  test('ids of another sub-account of the same agency answer 404 as well', async () => {
    const { assignmentId, numberId } = await stage.active(a);
    const walter = openPanel(stage.instance, {
      userId: a.ids.rosa.replace('usr_rosa', 'usr_walter'),
      locationId: a.locationId.replace('bayside', 'harbor'),
    });
    expect((await walter.get('/phone-numbers')).items).toEqual([]);
    for (const act of ['pay', 'release', 'keep']) {
      const attempt = walter.send('POST', `/assignments/${assignmentId}/${act}`);
      expect(await refusalOf(attempt)).toMatchObject({ status: 404 });
    }
    const forwarding = walter.send('PUT', `/forwarding/${numberId}`, { forwardTo: '+12065550120' });
    expect(await refusalOf(forwarding)).toMatchObject({ status: 404 });
    expect((await witness.assignment(assignmentId)).state).toBe('active');
  });

  test('T-2 staff may neither pay nor release, and clients may not take back', async () => {
    const { assignmentId } = await stage.active(a);
    for (const act of ['pay', 'release', 'keep']) {
      const attempt = a.staff.send('POST', `/assignments/${assignmentId}/${act}`);
      expect(await refusalOf(attempt)).toMatchObject({ status: 403 });
    }
    const attempt = a.owner.send('POST', `/assignments/${assignmentId}/unassign`);
    expect(await refusalOf(attempt)).toMatchObject({ status: 403 });
    expect((await witness.assignment(assignmentId)).state).toBe('active');
  });
});
