import { asc, eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { audit, call, companyNumber, contact, contactPhone, message, number, outbox } from '../../schema/index.ts';
import type { Ctx } from '../../worker/context.ts';
import { TwilioClient } from '../../worker/edge/twilio.ts';
import { deliver, sweepOutbox } from '../../worker/notification/deliver.ts';
import { activate, configure, know, wire } from '../routing/line.ts';
import { Clock } from '../sandbox/clock.ts';
import { Faults } from '../sandbox/fault.ts';
import { Store } from '../sandbox/store.ts';
import { createTwilio } from '../sandbox/twilio/index.ts';
import { type TestCtx, testContext } from '../support/context.ts';
import { mintTenant, type Tenant } from '../support/mint.ts';
import { BROKEN, doorsOf, listen, NO_SECRETS } from './door.ts';

export const SID = `AC${'0'.repeat(32)}`;
export const TOKEN = 'the-token-of-our-own-account';
/** A phone outside. */
export const ANN = '+12065550122';
export const ROSA = '+12125550101';
export const MINUTE = 60_000;

/** A refusal with that code. */
export const problem = (code: string) => expect.objectContaining({ body: expect.objectContaining({ code }) });

/** A sub-account with a direct number of its owner's, the sandbox's telephone company, and our doors for it. */
export async function openOffice() {
  const urls = { worker: '', desk: '', stripe: '', twilio: '', host: '' };
  const clock = new Clock();
  const faults = new Faults();
  const twilio = createTwilio({
    clock,
    faults,
    urls,
    store: new Store(),
    secrets: { ...NO_SECRETS, twilioSid: SID, twilioToken: TOKEN },
    say: () => {},
  });
  twilio.setRingScale(0.01);
  const company = await listen(async request => twilio.app.fetch(request));
  urls.twilio = company.origin;
  const base = await testContext({
    twilio: (account = { sid: SID, token: TOKEN }) => new TwilioClient(account, company.origin, company.origin),
  });
  let origin = '';
  let isBroken = false;
  const ctx = (more: Partial<Ctx> = {}): TestCtx => {
    const env = { ...base.env, PUBLIC_URL: origin, TWILIO_ACCOUNT_SID: SID, TWILIO_AUTH_TOKEN: TOKEN };
    const made = base.at(clock.now());
    return {
      ...made,
      env,
      ...(isBroken && { db: BROKEN, queue: { ...made.queue, entrust: async () => false } }),
      ...more,
    };
  };
  const doors = await listen(async request => doorsOf(ctx).fetch(request));
  origin = doors.origin;
  urls.worker = origin;

  const tenant = await mintTenant(ctx());
  const assignmentId = await activate(ctx(), tenant);
  await wire(ctx(), tenant, tenant.ownerId);
  twilio.own(tenant.e164, { sms_url: `${origin}/twilio/sms`, voice_url: `${origin}/twilio/voice` });
  const place = { agencyId: tenant.agencyId, subAccountId: tenant.subAccountId };

  /** Carries out what is queued until nothing is left; what failed stays for `later`. */
  const work = async (): Promise<void> => {
    await twilio.drain();
    for (let jobs = base.sent.jobs.splice(0); jobs.length; jobs = base.sent.jobs.splice(0)) {
      for (const job of jobs) if (job.kind === 'deliver') for (const id of job.outboxIds) await deliver(ctx(), id);
      await twilio.drain();
    }
  };

  return {
    ctx,
    clock,
    faults,
    twilio,
    tenant,
    place,
    assignmentId,
    work,
    /** Time goes by, then cron looks at what is due. */
    later: async (ms: number) => {
      await clock.advance(ms);
      await sweepOutbox(ctx());
      await work();
    },
    /** A text from outside; resolves when all that follows has happened. */
    text: async (body: string, over: { from?: string; to?: string; media?: string[] } = {}) => {
      const sent = { from: ANN, to: tenant.e164, body, ...over };
      const answer = await fetch(`${company.origin}/_control/text`, { method: 'POST', body: JSON.stringify(sent) });
      const { steps } = (await answer.json()) as { steps: { status?: number; response?: string }[] };
      await work();
      return steps[0];
    },
    /** Twilio says the very same thing once more. */
    repeat: async (sid: string) => {
      const [step] = twilio.carrier.texts.get(sid)?.steps ?? [];
      if (!step) throw new Error(`nothing was asked about ${sid}`);
      const headers = { 'x-twilio-signature': step.signature };
      const answer = await fetch(step.url, { method: 'POST', headers, body: new URLSearchParams(step.request) });
      await work();
      return answer.status;
    },
    /** Somebody picks up the phone that this call rings. */
    pickUp: (callSid: string) => twilio.calls.act(callSid, 'answer'),
    hangUp: (callSid: string) => twilio.calls.act(callSid, 'hangup'),
    /** The database is gone, and the queue takes nothing, until they are mended. */
    breakDatabase: (broken = true) => {
      isBroken = broken;
    },
    /** What arrived at a phone outside. */
    arrived: (to: string) =>
      [...twilio.carrier.texts.values()].filter(one => one.to === to && one.status === 'delivered'),
    messages: () => base.db.read.select().from(message).orderBy(asc(message.at), asc(message.id)),
    message: async (id: string) => {
      const [row] = await base.db.read.select().from(message).where(eq(message.id, id));
      if (!row) throw new Error(`no message ${id}`);
      return row;
    },
    calls: () => base.db.read.select().from(call),
    outbox: () => base.db.read.select().from(outbox),
    acts: async (entityId: string) =>
      (await base.db.read.select({ act: audit.act }).from(audit).where(eq(audit.entityId, entityId))).map(l => l.act),
    know: (owner: string | null, phone = ANN) => know(ctx(), tenant, phone, owner),
    configure: (userId: string, set: Parameters<typeof configure>[3]) => configure(ctx(), tenant, userId, set),
    change: (set: Partial<typeof number.$inferInsert>) =>
      base.db.read.update(number).set(set).where(eq(number.id, tenant.numberId)),
    /** A second number, as company number. */
    companyNumber: async (over: Partial<typeof number.$inferInsert> = {}) => {
      const numberId = ctx().id('num');
      const e164 = `+1646200${String(1000 + companies++)}`;
      await base.db.read.insert(number).values({
        id: numberId,
        agencyId: tenant.agencyId,
        e164,
        country: 'US',
        type: 'local',
        voice: true,
        sms: true,
        twilioSid: `PN${numberId}`,
        twilioAccountSid: SID,
        telcoCost: 115,
        telcoCurrency: 'usd',
        boughtAt: clock.now(),
        wiredTo: 'company',
        ...over,
      });
      const held = await activate(ctx(), { ...tenant, numberId });
      const settings = { assignmentId: held, ...place, numberId, updatedAt: clock.now() };
      await base.db.read.insert(companyNumber).values(settings);
      twilio.own(e164, { sms_url: `${origin}/twilio/sms`, voice_url: `${origin}/twilio/voice` });
      return { numberId, e164, assignmentId: held };
    },
    forget: async () => {
      await base.db.read.delete(contactPhone);
      await base.db.read.delete(contact);
    },
    close: async () => {
      await twilio.close();
      await Promise.all([company.close(), doors.close()]);
    },
  };
}

export type Office = Awaited<ReturnType<typeof openOffice>>;
export type { Tenant };

let companies = 0;
