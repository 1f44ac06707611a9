import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Body, payHostedPage } from '../support/doors.ts';
import { type Agency, useStage } from '../support/stage.ts';
import { MINUTE, payAndClose, refusalOf, witnessOf } from './witness.ts';

const stage = useStage();
const witness = witnessOf(stage);

let a: Agency;
beforeAll(async () => {
  a = await stage.agency();
});

afterEach(() => {
  stage.instance.stripe.setWebhooks(true);
  stage.instance.stripe.setChaos({});
  stage.instance.faults.clear();
});

/** Reserved for Rosa, with its payment page open. */
async function opened(of: Agency): Promise<{ id: string; numberId: string; e164: string; url: string }> {
  const bought = await stage.buy(of);
  const { id } = await stage.assign(of, bought.numberId);
  const { url } = await of.owner.send('POST', `/assignments/${id}/pay`);
  return { ...bought, id, url };
}

describe('A-2 assigning', () => {
  test('of several assigns at once one wins, the others hear that the number is assigned', async () => {
    const { numberId, e164 } = await stage.buy(a);
    const { items } = await a.agency.get(`/numbers/${numberId}/candidates`);
    const people = items.filter((item: Body) => item.eligible).slice(0, 5);
    expect(people.length).toBe(5);
    const attempts = people.map(({ userId, subAccountId }: Body) =>
      a.agency.send('POST', `/numbers/${numberId}/assign`, { userId, subAccountId }),
    );
    const results = await Promise.allSettled(attempts);
    expect(results.filter(result => result.status === 'fulfilled')).toHaveLength(1);
    const losers = results.flatMap(result => (result.status === 'rejected' ? [result.reason] : []));
    expect(losers.map(({ status, code }) => ({ status, code }))).toEqual(
      Array(4).fill({ status: 409, code: 'number_already_assigned' }),
    );
    expect(await witness.rows('select id from assignment where number_id = ?', numberId)).toHaveLength(1);
    await stage.instance.settle();
    expect(await witness.mails(e164)).toEqual([expect.stringContaining('is reserved for')]);
  });

  test('A-1 a sub-account with an expired card or none at all is greyed with the reason, and refused', async () => {
    const a = await stage.agency({ dental: 'expired', realty: 'none' });
    const { numberId } = await stage.buy(a);
    const { items } = await a.agency.get(`/numbers/${numberId}/candidates`);
    const reasonOf = (name: string) => items.find((item: Body) => item.name.startsWith(name));
    expect(reasonOf('Rosa')).toMatchObject({ eligible: false, reason: 'no_valid_card' });
    expect(reasonOf('Walter')).toMatchObject({ eligible: false, reason: 'plan_not_active' });
    for (const name of ['Rosa', 'Walter']) {
      const { userId, subAccountId, reason, detail } = reasonOf(name);
      const refusal = await refusalOf(a.agency.send('POST', `/numbers/${numberId}/assign`, { userId, subAccountId }));
      expect(refusal).toMatchObject({ status: 422, code: reason, problem: { detail } });
    }
    expect(await witness.inPool(a, numberId)).toMatchObject({ status: 'unassigned' });
  });
});

describe('A-5 paying', () => {
  test('twice at once opens one page, and makes one subscription', async () => {
    const { numberId } = await stage.buy(a);
    const { id } = await stage.assign(a, numberId);
    const pages = await Promise.all([1, 2].map(() => a.owner.send('POST', `/assignments/${id}/pay`)));
    const urls = new Set(pages.map(page => page.url));
    expect(urls.size).toBe(1);
    const [url] = urls;
    await Promise.all([payHostedPage(url), payHostedPage(url)]);
    await stage.instance.settle();
    expect(await witness.subscriptions(a, id)).toMatchObject([{ status: 'active' }]);
    expect(await refusalOf(a.owner.send('POST', `/assignments/${id}/pay`))).toMatchObject({ code: 'already_paid' });
    expect((await witness.acts(id)).filter(act => act === 'activated')).toHaveLength(1);
  });

  test('a card declined on the page leaves it pending; paid on the same page it is active', async () => {
    const { id, url } = await opened(a);
    expect((await payHostedPage(url, 'decline')).text).toContain('declined');
    await stage.instance.settle();
    expect((await witness.assignment(id)).state).toBe('pending');
    expect(await a.owner.send('POST', `/assignments/${id}/pay`)).toEqual({ url });
    await payHostedPage(url);
    await stage.instance.settle();
    expect((await witness.assignment(id)).state).toBe('active');
    expect(await witness.subscriptions(a, id)).toHaveLength(1);
  });
});

describe('A-6 activation', () => {
  test('every event lost and the tab closed: the sweep of cron activates it', async () => {
    const { id, url, e164 } = await opened(a);
    stage.instance.stripe.setWebhooks(false);
    await payAndClose(url);
    await stage.instance.settle();
    expect((await witness.assignment(id)).state).toBe('pending');
    await stage.instance.clock.advance(3 * MINUTE);
    await witness.becomes(id, 'active');
    await stage.instance.settle();
    expect(await witness.mails(e164)).toEqual(['is reserved for Bayside Dental', 'is active']);
  });

  test('every event lost: the way back from the page activates it', async () => {
    const { id, url } = await opened(a);
    stage.instance.stripe.setWebhooks(false);
    expect(await payHostedPage(url)).toMatchObject({ status: 200, text: expect.stringContaining('Thank you') });
    expect((await witness.assignment(id)).state).toBe('active');
  });

  test.each([
    ['before the way back', {}, false],
    ['after the way back', { delayMs: 300 }, true],
    ['twice each', { duplicate: true }, false],
    ['newest first', { reorder: true }, false],
    ['twice each, newest first, after the way back', { duplicate: true, reorder: true, delayMs: 200 }, true],
  ])('events that come %s activate it once', async (_when, chaos, backFirst) => {
    const { id, url, e164 } = await opened(a);
    stage.instance.stripe.setChaos(chaos);
    const back = await payAndClose(url);
    if (!backFirst) await stage.instance.settle();
    expect((await fetch(back)).status).toBe(200);
    await stage.instance.settle();
    expect((await witness.assignment(id)).state).toBe('active');
    expect((await witness.acts(id)).filter(act => act === 'activated')).toHaveLength(1);
    expect(await witness.mails(e164)).toEqual(['is reserved for Bayside Dental', 'is active']);
  });

  test('A-13 all of its events again, days later and newest first, change nothing', async () => {
    const { assignmentId } = await stage.active(a);
    const before = [await witness.assignment(assignmentId), await witness.acts(assignmentId)];
    const { data } = await witness.stripe(a, 'events?limit=100');
    expect(data.length).toBeGreaterThan(5);
    for (const event of data) stage.instance.stripe.resend(event.id);
    await stage.instance.settle();
    expect([await witness.assignment(assignmentId), await witness.acts(assignmentId)]).toEqual(before);
  });
});
