import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { agency, assignment, audit, number as numberTable, outbox, turn } from '../../schema/index.ts';
import { processStripeEvent } from '../../worker/assignment/event.ts';
import { TwilioClient } from '../../worker/edge/twilio.ts';
import { numberUrls } from '../../worker/number/order.ts';
import { openFindings } from '../../worker/reconcile/finding-store.ts';
import { listFindings, noteDrift } from '../../worker/reconcile/findings.ts';
import { reconcileOurNumbers } from '../../worker/reconcile/our-numbers.ts';
import { reconcile, startReconcile, sweepReconcile } from '../../worker/reconcile/run.ts';
import { NOBODY, tellDrift } from '../../worker/reconcile/tell.ts';
import { DAY, HOUR, MINUTE, type Scene, sceneOf } from '../assignment/scene.ts';
import { openWorld, type World } from '../assignment/world.ts';
import { createTwilio } from '../sandbox/twilio/index.ts';
import { freshNumber, type Tenant } from '../support/mint.ts';

const OURS = { sid: `AC${'0'.repeat(32)}`, token: 'token-of-ours' };

let w: World;
let s: Scene;
let carrier: ReturnType<typeof createTwilio>;
const fetchBefore = globalThis.fetch;

/** The carrier answers in process, at an address of its own. */
beforeAll(async () => {
  w = await openWorld();
  Object.assign(w.env, { OPERATOR_EMAIL: 'operator@trunkline.example' });
  s = sceneOf(w);
  w.box.secrets.twilioSid = OURS.sid;
  w.box.secrets.twilioToken = OURS.token;
  carrier = createTwilio(w.box);
  carrier.addAccount({ sid: OURS.sid, token: OURS.token });
  globalThis.fetch = (input, init) => {
    const request = new Request(input as string, init);
    return new URL(request.url).host === 'twilio.test'
      ? Promise.resolve(carrier.app.fetch(request))
      : fetchBefore(input, init);
  };
});
afterAll(async () => {
  globalThis.fetch = fetchBefore;
  await w.close();
});
afterEach(() => w.calm());

const ctx = () => {
  const made = w.ctx();
  const env = { ...made.env, TWILIO_ACCOUNT_SID: OURS.sid };
  return { ...made, env, twilio: (own = OURS) => new TwilioClient(own, 'http://twilio.test', 'http://twilio.test') };
};

const urls = () => {
  const { voiceUrl, voiceFallbackUrl, smsUrl, smsFallbackUrl, statusCallback } = numberUrls(w.env);
  return {
    voice_url: voiceUrl,
    voice_fallback_url: voiceFallbackUrl,
    sms_url: smsUrl,
    sms_fallback_url: smsFallbackUrl,
    status_callback: statusCallback,
  };
};

/** A tenant whose number Twilio holds as it should, old enough to be judged. */
async function tenant(): Promise<Tenant> {
  const account = w.sandbox.seedAccount({ name: 'Harbor Growth' });
  s.on.stripeAccount = account;
  const t = await w.tenant('ok', account);
  carrier.own(t.e164, urls());
  await w.advance(HOUR);
  return t;
}

const findings = async (t: Tenant) =>
  (await listFindings(ctx(), t.agencyId)).items.map(({ kind, repairedAt, resolvedAt }) => ({
    kind,
    repaired: repairedAt !== null,
    open: resolvedAt === null,
  }));

const run = async (t: Tenant) => {
  await w.advance(MINUTE);
  await reconcile(ctx(), t.agencyId, w.now());
  await w.work();
};

describe('A-14 subscriptions and assignments', () => {
  test('what agrees is no finding, in any state', async () => {
    const t = await tenant();
    await s.paid(t);
    await w.advance(HOUR);
    await run(t);
    expect(await findings(t)).toEqual([]);
  });

  test('a payment nobody told us of is found; the number works from then on', async () => {
    const t = await tenant();
    w.sandbox.setWebhooks(false);
    const { id, url } = await s.opened(t);
    await w.pay(url);
    await w.advance(HOUR);
    await run(t);
    expect((await w.row(id)).state).toBe('active');
    expect(await findings(t)).toEqual([{ kind: 'subscription_missing', repaired: true, open: true }]);
    await run(t);
    expect(await findings(t)).toEqual([{ kind: 'subscription_missing', repaired: true, open: false }]);
  });

  test('a subscription that went on behind our back is cancelled and given back', async () => {
    const t = await tenant();
    const { id } = await s.paid(t);
    await w.base.db.read
      .update(assignment)
      .set({ state: 'ended', endedAt: w.now(), endReason: 'released' })
      .where(eq(assignment.id, id));
    await w.advance(HOUR);
    await run(t);
    expect((await s.subscriptionsOf(t)).map(sub => sub.status)).toEqual(['canceled']);
    expect(await findings(t)).toEqual([{ kind: 'subscription_unmatched', repaired: true, open: true }]);
    await run(t);
    expect(await findings(t)).toMatchObject([{ open: false }]);
  });

  test('a number that is paid on an account the agency has left since is looked at there', async () => {
    const t = await tenant();
    const { id, subscriptionId } = await s.paid(t);
    w.sandbox.setWebhooks(false);
    await w.stripe.subscriptions.cancel(subscriptionId ?? '', {}, s.on);
    await w.base.db.read.update(agency).set({ stripeAccountId: null }).where(eq(agency.id, t.agencyId));
    await w.advance(HOUR);
    await run(t);
    expect((await w.row(id)).state).toBe('ended');
    expect(await findings(t)).toEqual([{ kind: 'subscription_missing', repaired: true, open: true }]);
  });

  test('T-6 an account cut off while a number is paid on it: told at once, and listed until it lets us in again', async () => {
    const t = await tenant();
    await s.paid(t);
    const { stripeAccount: account } = s.on;
    await w.stripe.accounts.del(account);
    await processStripeEvent(ctx(), { account, type: 'account.application.deauthorized', payload: {} });
    await w.work();
    const mail = w.base.sent.mails.findLast(one => one.to === `${t.agencyUserId}@example.com`);
    expect(mail?.text).toMatch(/while 1 number is paid on it\. .*Connect the same account again/);
    await run(t);
    expect(await findings(t)).toEqual([{ kind: 'stripe_lost', repaired: false, open: true }]);
    expect((await listFindings(ctx(), t.agencyId)).items[0]?.sentence).toContain(account);
  });

  test('one on its way to be cancelled is no finding', async () => {
    const t = await tenant();
    const { id, subscriptionId } = await s.paid(t);
    await w.base.db.read
      .update(assignment)
      .set({ state: 'ended', endedAt: w.now(), endReason: 'released' })
      .where(eq(assignment.id, id));
    const key = `cancel_subscription:${id}:${subscriptionId}`;
    const due = { createdAt: w.now(), dueAt: w.now() + DAY };
    await w.base.db.read
      .insert(outbox)
      .values({ id: `out_${id}`, agencyId: t.agencyId, key, effect: { kind: 'mail' }, ...due });
    await w.advance(HOUR);
    await run(t);
    expect(await findings(t)).toEqual([]);
  });

  test('an assignment whose subscription is over ends; one of unknown origin is only listed', async () => {
    const t = await tenant();
    const { id, subscriptionId } = await s.paid(t);
    w.sandbox.setWebhooks(false);
    await w.stripe.subscriptions.cancel(subscriptionId ?? '', {}, s.on);
    const customer = await s.customerOf(t);
    const [method] = (await w.stripe.paymentMethods.list({ customer }, s.on)).data;
    const product = await w.stripe.products.create({ name: 'Phone number' }, s.on);
    const price_data = {
      currency: 'usd',
      unit_amount: 450,
      recurring: { interval: 'month' as const },
      product: product.id,
    };
    await w.stripe.subscriptions.create(
      {
        customer,
        default_payment_method: method?.id ?? '',
        items: [{ price_data }],
        metadata: { assignment_id: 'asg_unknown' },
      },
      s.on,
    );
    await w.advance(HOUR);
    await run(t);
    expect(await w.row(id)).toMatchObject({ state: 'ended', endReason: 'canceled_at_stripe' });
    expect(await findings(t)).toEqual(
      expect.arrayContaining([
        { kind: 'subscription_unknown', repaired: false, open: true },
        { kind: 'subscription_missing', repaired: true, open: true },
      ]),
    );
  });
});

describe('A-14 pool and carrier', () => {
  test('URLs that went astray are set again', async () => {
    const t = await tenant();
    const held = [...carrier.carrier.numbers.values()].find(one => one.phone_number === t.e164);
    if (held) held.sms_url = 'https://elsewhere.example/sms';
    await run(t);
    expect(held?.sms_url).toBe(numberUrls(w.env).smsUrl);
    expect(await findings(t)).toEqual([{ kind: 'number_urls', repaired: true, open: true }]);
  });

  test('a number Twilio does not hold is listed, and settled once it is there', async () => {
    const t = await tenant();
    const held = [...carrier.carrier.numbers.values()].find(one => one.phone_number === t.e164);
    carrier.carrier.numbers.delete(held?.sid ?? '');
    await run(t);
    await run(t);
    expect(await findings(t)).toEqual([{ kind: 'number_missing', repaired: false, open: true }]);
    carrier.own(t.e164, urls());
    await run(t);
    expect(await findings(t)).toEqual([{ kind: 'number_missing', repaired: false, open: false }]);
  });

  test('a number of ours in no pool is told to whoever had it last, and to nobody else', async () => {
    const [t, other] = [await tenant(), await tenant()];
    await w.base.db.read.update(numberTable).set({ releasedAt: 1 }).where(eq(numberTable.id, t.numberId));
    await run(t);
    await run(other);
    expect(await findings(t)).toEqual([{ kind: 'number_not_in_pool', repaired: false, open: true }]);
    expect(await findings(other)).toEqual([]);
  });

  test('N-3 an agency’s own account may hold others: listed as not imported, and no reason for a mail', async () => {
    const t = await tenant();
    const sid = `AC${'7'.repeat(32)}`;
    carrier.addAccount({ sid, token: 'token-of-theirs' });
    const twilioToken = await ctx().seal.close('token-of-theirs', `agency:${t.agencyId}`);
    await w.base.db.read.update(agency).set({ twilioSid: sid, twilioToken }).where(eq(agency.id, t.agencyId));
    carrier.own(freshNumber(), {}, sid);
    const before = w.base.sent.mails.length;
    await run(t);
    expect(await findings(t)).toEqual([{ kind: 'not_imported', repaired: false, open: true }]);
    expect(w.base.sent.mails).toHaveLength(before);
  });
});

describe('A-14 when it runs', () => {
  test('nightly by due time: once a night, however often cron ticks; missed nights are made up by one run', async () => {
    const t = await tenant();
    await w.advance(DAY);
    const queued = async () => {
      await sweepReconcile(ctx());
      return w.base.sent.jobs.splice(0).filter(job => job.kind === 'reconcile' && job.agencyId === t.agencyId).length;
    };
    expect(await queued()).toBe(1);
    await Promise.all([reconcile(ctx(), t.agencyId), reconcile(ctx(), t.agencyId)]);
    expect((await s.acts(t.agencyId)).filter(act => act === 'reconciled')).toHaveLength(1);
    expect(await queued()).toBe(0);
    await w.advance(3 * DAY);
    expect(await queued()).toBe(1);
    // H-2: its clients pay on while it decides.
    const uninstalled = async (uninstalledAt: number) =>
      w.base.db.read.update(agency).set({ uninstalledAt }).where(eq(agency.id, t.agencyId));
    await uninstalled(w.now() - 29 * DAY);
    expect(await queued()).toBe(1);
    await uninstalled(w.now() - 61 * DAY);
    expect(await queued()).toBe(0);
  });

  test('Stripe down: nothing is settled, and the night’s run is tried again', async () => {
    const t = await tenant();
    await w.advance(DAY);
    w.faults({ vendor: 'stripe', path: '.', kind: 'before', status: 503, times: 1000 });
    await expect(reconcile(ctx(), t.agencyId)).rejects.toThrow();
    w.calm();
    await w.advance(16 * MINUTE);
    await sweepReconcile(ctx());
    const again = w.base.sent.jobs.splice(0).filter(job => job.kind === 'reconcile' && job.agencyId === t.agencyId);
    expect(again).toHaveLength(1);
  });

  test('on demand it starts once, and says when', async () => {
    const t = await tenant();
    const first = await startReconcile(ctx(), t.agencyId);
    await w.advance(MINUTE);
    expect(await startReconcile(ctx(), t.agencyId)).toEqual(first);
    expect(w.base.sent.jobs.splice(0).filter(job => job.kind === 'reconcile')).toHaveLength(1);
  });

  test('M-1 drift is mailed to the agency’s owner and admins, each finding once', async () => {
    const t = await tenant();
    const held = [...carrier.carrier.numbers.values()].find(one => one.phone_number === t.e164);
    if (held) held.voice_url = '';
    await run(t);
    if (held) held.voice_url = '';
    await run(t);
    const mails = () => w.base.sent.mails.filter(mail => mail.to === `${t.agencyUserId}@example.com`);
    expect(mails().map(mail => mail.subject)).toEqual(['Something does not agree']);
    expect(mails()[0]?.text).toMatch(/Twilio did not send the calls or texts of \+1 212.* set again/);
    // Found after that day's mail, by whatever: told by the next one, by one of two at once.
    await noteDrift(ctx(), t.agencyId, { kind: 'kept_at_stripe', subject: 'asg_1', detail: {}, repaired: true });
    await Promise.all([tellDrift(ctx(), t.agencyId), tellDrift(ctx(), t.agencyId)]);
    await w.work();
    expect(mails()).toHaveLength(2);
    expect(mails()[1]?.text).toMatch(/was kept at Stripe after its release/);
    await tellDrift(ctx(), t.agencyId);
    expect(w.base.sent.jobs.filter(job => job.kind === 'deliver')).toEqual([]);
  });
});

describe('A-14 our own account at the carrier', () => {
  const night = async () => {
    await w.advance(DAY);
    await reconcileOurNumbers(ctx());
    await w.work();
  };
  const gone = (t: Tenant) => {
    const held = [...carrier.carrier.numbers.values()].find(one => one.phone_number === t.e164);
    carrier.carrier.numbers.delete(held?.sid ?? '');
  };

  test('is listed once a night for everybody; each agency sees what concerns its own pool', async () => {
    const [one, two] = [await tenant(), await tenant()];
    gone(one);
    await reconcile(ctx(), one.agencyId);
    expect(await findings(one)).toEqual([]);
    await sweepReconcile(ctx());
    expect(w.base.sent.jobs.splice(0)).toContainEqual({ kind: 'reconcile_ours' });
    await night();
    expect(await findings(one)).toEqual([{ kind: 'number_missing', repaired: false, open: true }]);
    expect(await findings(two)).toEqual([]);
    await sweepReconcile(ctx());
    expect(w.base.sent.jobs.splice(0).filter(job => job.kind === 'reconcile_ours')).toEqual([]);
    await w.advance(DAY);
    await reconcile(ctx(), one.agencyId);
    expect(await findings(one)).toMatchObject([{ open: true }]);
    carrier.own(one.e164, urls());
    await night();
    expect(await findings(one)).toMatchObject([{ open: false }]);
    const lines = await ctx().db.read.select().from(audit).where(eq(audit.agencyId, one.agencyId));
    const told = lines.filter(({ entity }) => entity === 'finding').map(({ act }) => act);
    expect(told).toEqual(['found', 'told', 'resolved']);
  });

  test('a number that nobody ever had is told to the platform’s operator, once, and settled when it is gone', async () => {
    const e164 = freshNumber();
    const { sid } = carrier.own(e164, urls());
    await night();
    await night();
    const told = () =>
      w.base.sent.mails.filter(mail => mail.to === 'operator@trunkline.example' && mail.subject.includes('nobody'));
    expect(told()).toHaveLength(1);
    expect(told()[0]).toMatchObject({ fromName: 'Trunkline' });
    const open = async () =>
      (await openFindings(ctx(), NOBODY)).filter(row => row.subject === e164).map(({ kind }) => kind);
    expect(await open()).toEqual(['number_not_in_pool']);
    carrier.carrier.numbers.delete(sid);
    await night();
    expect(await open()).toEqual([]);
  });

  test('somebody asks for a run at the same moment: both end, and each finding stands once', async () => {
    const t = await tenant();
    gone(t);
    await w.base.db.read.delete(turn);
    await Promise.all([reconcileOurNumbers(ctx()), reconcile(ctx(), t.agencyId, w.now()), reconcileOurNumbers(ctx())]);
    expect(await findings(t)).toEqual([{ kind: 'number_missing', repaired: false, open: true }]);
  });

  test('Twilio down: nothing is settled, and it is tried again the same night', async () => {
    const t = await tenant();
    gone(t);
    await night();
    await w.advance(DAY);
    w.faults({ vendor: 'twilio', path: '.', kind: 'before', status: 503, times: 1000 });
    await expect(reconcileOurNumbers(ctx())).rejects.toThrow();
    w.calm();
    expect(await findings(t)).toMatchObject([{ open: true }]);
    await w.advance(21 * MINUTE);
    await sweepReconcile(ctx());
    expect(w.base.sent.jobs.splice(0)).toContainEqual({ kind: 'reconcile_ours' });
  });
});
