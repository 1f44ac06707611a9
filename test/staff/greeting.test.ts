import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { audit, number, staffSetting, user } from '../../schema/index.ts';
import { type TwilioClient, TwilioError } from '../../worker/edge/twilio.ts';
import type { Webhook } from '../../worker/routing/verify.ts';
import { askForGreeting, keepGreeting, recordGreeting } from '../../worker/staff/keep-greeting.ts';
import { greetingLink } from '../../worker/voicemail/link.ts';
import type { Tenant } from '../support/mint.ts';
import { agencyOwner, assign, openOffice, staff } from './office.ts';

const ACCOUNT = 'AC00000000000000000000000000000000';
const MINUTE = 60_000;

/** An office whose Twilio notes what is asked of it. */
async function openStudio(createCall: () => Promise<{ sid: string }> = async () => ({ sid: 'CA1' })) {
  const asked: unknown[] = [];
  const note = (what: unknown) => void asked.push(what);
  const twilio = {
    createCall: (call: unknown) => {
      note(call);
      return createCall();
    },
    deleteRecording: async (sid: string) => note({ deleted: sid }),
  };
  const office = await openOffice({ twilio: () => twilio as unknown as TwilioClient });
  const { ctx, t } = office;
  Object.assign(ctx.env, { TWILIO_API_BASE: 'https://api.twilio.test', TWILIO_ACCOUNT_SID: ACCOUNT });
  await assign(ctx, t);
  await ctx.db.read.update(number).set({ twilioAccountSid: ACCOUNT });
  return { ...office, asked };
}

const hook = (t: Tenant, form: Record<string, string> = {}, over: Partial<Webhook> = {}): Webhook => ({
  form,
  accountSid: ACCOUNT,
  query: { a: t.agencyId, l: t.subAccountId, u: t.staffId, n: t.numberId },
  ...over,
});

const request = (requestId: string) => ({ requestId });

test('S-2 the person’s own phone is called from a number of the sub-account, once per request', async () => {
  const { ctx, t, as, asked } = await openStudio();
  const call = (id: string, now?: number) => as(staff(t), 'POST', '/my-settings/greeting-call', request(id), now);
  expect(await call('request-1')).toEqual({ status: 200, body: { callSid: 'CA1' } });
  expect(await call('request-1')).toEqual({ status: 200, body: { callSid: null } });
  expect(await call('request-2')).toMatchObject({ status: 409, body: { code: 'called_just_now' } });
  expect((await call('request-2', ctx.now + MINUTE)).body).toEqual({ callSid: 'CA1' });
  expect((await call('request-1', ctx.now + MINUTE)).body).toEqual({ callSid: null });
  expect(asked).toHaveLength(2);
  expect(asked[0]).toMatchObject({ from: t.e164, to: '+12125550102', url: expect.stringContaining(`u=${t.staffId}`) });
  const acts = (await ctx.db.read.select().from(audit)).map(line => line.act);
  expect(acts).toEqual(['greeting_call', 'greeting_call']);
});

test('S-2 without a phone, or without a number in service, nobody is called and the way out is said', async () => {
  const { ctx, t, as, asked } = await openStudio();
  const call = () => as(staff(t), 'POST', '/my-settings/greeting-call', request('request-1'));
  await ctx.db.read.update(user).set({ phone: null }).where(eq(user.id, t.staffId));
  expect(await call()).toMatchObject({ status: 422, body: { code: 'no_phone' } });
  await ctx.db.read.update(user).set({ phone: '+442079460000' }).where(eq(user.id, t.staffId));
  expect(await call()).toMatchObject({ status: 422, body: { code: 'no_phone' } });
  await ctx.db.read.update(user).set({ phone: '+12125550102' }).where(eq(user.id, t.staffId));
  await ctx.db.read.update(number).set({ voice: false });
  expect(await call()).toMatchObject({ status: 422, body: { code: 'no_number' } });
  expect(asked).toEqual([]);
});

test('S-2 what the carrier refuses is said with its error; T-2 the agency’s view has no greeting', async () => {
  const { t, as } = await openStudio(() => Promise.reject(new TwilioError(400, 21215, 'not allowed')));
  expect(await as(staff(t), 'POST', '/my-settings/greeting-call', request('request-1'))).toMatchObject({
    status: 422,
    body: { code: 'call_refused', params: { error: 21215 } },
  });
  expect((await as(agencyOwner(t), 'POST', '/my-settings/greeting-call', request('request-1'))).status).toBe(403);
});

test('S-2 a key starts the recording, so that a mailbox which answers records nothing', async () => {
  const { ctx, t } = await openStudio();
  const asks = await askForGreeting(ctx, hook(t));
  expect(asks).toMatch(/<Gather[^>]*numDigits="1"/);
  expect(asks).not.toContain('<Record');
  expect(await recordGreeting(ctx, hook(t, { Digits: '1' }))).toContain('<Record');
  expect(await recordGreeting(ctx, hook(t, { Digits: '9' }))).not.toContain('<Record');
});

test('S-2 what was spoken is kept once, played back, and the former recording deleted', async () => {
  const { ctx, t, as, asked } = await openStudio();
  await as(staff(t), 'PATCH', '/my-settings', { greeting: 'Omar is out.' });
  const spoken = (sid: string) => keepGreeting(ctx, hook(t, { RecordingSid: sid, RecordingDuration: '6' }));
  expect(await spoken('RE1')).toContain(`<Play>${await greetingLink(ctx, ACCOUNT, 'RE1')}</Play>`);
  await spoken('RE1');
  const { body } = await as(staff(t), 'GET', '/my-settings');
  expect(body).toMatchObject({ recordedGreeting: 'RE1', greeting: 'Omar is out.' });
  await spoken('RE2');
  expect(asked).toEqual([{ deleted: 'RE1' }]);
  const rows = await ctx.db.read.select().from(staffSetting);
  expect(rows.map(row => row.greetingRecordingSid)).toEqual(['RE2']);
  const lines = await ctx.db.read.select().from(audit).where(eq(audit.act, 'greeting_recorded'));
  expect(lines).toHaveLength(2);
});

test('S-2 the first setting a person ever makes may be a recording', async () => {
  const { ctx, t, as } = await openStudio();
  await as(staff(t), 'POST', '/my-settings/greeting-call', request('request-1'));
  await keepGreeting(ctx, hook(t, { RecordingSid: 'RE1' }));
  expect((await as(staff(t), 'GET', '/my-settings')).body.recordedGreeting).toBe('RE1');
});

test('X-1, T-1 another account, another tenant’s number or somebody who is gone records nothing', async () => {
  const { ctx, t } = await openStudio();
  const spoken = { RecordingSid: 'RE1' };
  await expect(keepGreeting(ctx, hook(t, spoken, { accountSid: 'AC1' }))).rejects.toMatchObject({ status: 403 });
  const query = { a: t.agencyId, l: 'sub_other', u: t.staffId, n: t.numberId };
  expect(await keepGreeting(ctx, hook(t, spoken, { query }))).toContain('cannot be recorded');
  expect(await keepGreeting(ctx, hook(t, spoken, { query: {} }))).toContain('cannot be recorded');
  await ctx.db.read.update(user).set({ status: 'blocked' }).where(eq(user.id, t.staffId));
  expect(await askForGreeting(ctx, hook(t))).toContain('cannot be recorded');
  expect(await ctx.db.read.select().from(staffSetting)).toEqual([]);
});
