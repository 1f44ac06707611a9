import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { agency } from '../../schema/index.ts';
import { TwilioError } from '../../worker/edge/twilio.ts';
import { sendText } from '../../worker/outbound/send-text.ts';
import { twilioFor } from '../../worker/tenancy/telephony.ts';
import { ANN, type Office, openOffice, SID } from './office.ts';

const OWN = { sid: `AC${'7'.repeat(32)}`, token: 'the-token-of-their-own-account' };
let o: Office;
beforeEach(async () => {
  o = await openOffice();
});
afterEach(() => o.close());

async function bringOwnAccount(): Promise<void> {
  o.twilio.addAccount(OWN);
  const twilioToken = await o.ctx().seal.close(OWN.token, `agency:${o.tenant.agencyId}`);
  const { db } = o.ctx();
  await db.read.update(agency).set({ twilioSid: OWN.sid, twilioToken }).where(eq(agency.id, o.tenant.agencyId));
  await o.change({ twilioAccountSid: OWN.sid });
  const held = o.twilio.carrier.owned(o.tenant.e164);
  if (held) held.account_sid = OWN.sid;
}

describe('an agency’s own telephone account', () => {
  test('N-3 X-1 its numbers send and receive in it, signed by its own token', async () => {
    await bringOwnAccount();
    const order = { userId: o.tenant.ownerId, to: ANN, numberId: o.tenant.numberId, body: 'Hello' };
    const sent = await sendText(o.ctx(), { ...o.place, ...order, requestId: 'request-1', kind: 'manual' });
    await o.work();
    expect(await o.message(sent.id)).toMatchObject({ status: 'delivered' });
    expect(o.arrived(ANN)).toMatchObject([{ accountSid: OWN.sid }]);
    expect(await o.text('Hello back')).toMatchObject({ status: 200 });
    expect((await o.messages()).map(row => row.kind)).toContain('inbound');
  });

  test('X-4 an account whose token we do not have is not spoken for', async () => {
    await expect(twilioFor(o.ctx(), `AC${'8'.repeat(32)}`)).rejects.toThrow('no token');
    expect((await twilioFor(o.ctx(), SID)).account.sid).toBe(SID);
  });
});

describe('what Twilio is asked', () => {
  test('N-3 all numbers of an account are listed, page by page', async () => {
    for (let n = 0; n < 1001; n += 1) o.twilio.own(`+1917200${String(n).padStart(4, '0')}`);
    const twilio = await twilioFor(o.ctx(), SID);
    const first = await twilio.holdings();
    const second = await twilio.holdings(first.next ?? '');
    expect([first.items.length, second.items.length, second.next]).toEqual([1000, 2, null]);
  });

  test('S-3 a recording’s sound is streamed, and deleting it twice is no failure', async () => {
    const sid = `RE${'a'.repeat(32)}`;
    const made = { callSid: `CA${'a'.repeat(32)}`, duration: 3, source: 'RecordVerb', createdAt: o.clock.now() };
    o.twilio.carrier.recordings.set(sid, { sid, accountSid: SID, ...made } as never);
    const twilio = await twilioFor(o.ctx(), SID);
    const sound = await twilio.fetchRecording(sid);
    expect(sound.headers.get('content-type')).toBe('audio/mpeg');
    expect((await sound.arrayBuffer()).byteLength).toBeGreaterThan(100);
    await twilio.deleteRecording(sid);
    await twilio.deleteRecording(sid);
    await expect(twilio.fetchRecording(sid)).rejects.toThrow(TwilioError);
  });
});
