import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { agency, audit, number } from '../../schema/index.ts';
import { chooseTelephony } from '../../worker/onboarding/choose-telephony.ts';
import { twilioFor } from '../../worker/tenancy/telephony.ts';
import { type Office, openOffice, problem, SID } from '../outbound/office.ts';
import { mintTenant } from '../support/mint.ts';

const OWN = { sid: `AC${'7'.repeat(32)}`, token: 'the-token-of-their-own-account' };
let o: Office;
beforeEach(async () => {
  o = await openOffice();
  o.twilio.addAccount(OWN);
});
afterEach(() => o.close());

const row = async () => {
  const [found] = await o.ctx().db.read.select().from(agency).where(eq(agency.id, o.tenant.agencyId));
  return found;
};
const emptyPool = () =>
  o.ctx().db.read.update(number).set({ releasedAt: 1 }).where(eq(number.agencyId, o.tenant.agencyId));
const choose = (choice: Parameters<typeof chooseTelephony>[2], agencyId = o.tenant.agencyId) =>
  chooseTelephony(o.ctx(), agencyId, choice);

describe('T-6 N-3 where numbers come from', () => {
  test('X-4 an own account is tried by a real request, and its token kept sealed and out of the audit', async () => {
    await emptyPool();
    await choose({ kind: 'own', ...OWN });
    const kept = await row();
    expect(kept).toMatchObject({ telephony: 'own', twilioSid: OWN.sid });
    expect(kept?.twilioToken).not.toContain(OWN.token);
    expect((await twilioFor(o.ctx(), OWN.sid)).account).toEqual(OWN);
    const lines = await o.ctx().db.read.select().from(audit).where(eq(audit.entityId, o.tenant.agencyId));
    expect(lines.map(line => line.act)).toEqual(['agency.telephony_chosen']);
    expect(JSON.stringify(lines)).not.toMatch(/token/i);
  });

  test('a token Twilio does not accept, our own account, and Twilio down change nothing', async () => {
    await emptyPool();
    await expect(choose({ kind: 'own', ...OWN, token: 'another-token-entirely' })).rejects.toEqual(problem('invalid'));
    await expect(choose({ kind: 'own', sid: SID, token: OWN.token })).rejects.toEqual(problem('invalid'));
    o.faults.add({ vendor: 'twilio', path: '/IncomingPhoneNumbers', kind: 'before', status: 500 });
    await expect(choose({ kind: 'own', ...OWN })).rejects.toEqual(problem('carrier_unavailable'));
    expect(await row()).toMatchObject({ telephony: null, twilioSid: null });
  });

  test('numbers of the pool are never left in an account out of reach', async () => {
    await expect(choose({ kind: 'own', ...OWN })).rejects.toEqual(problem('pool_not_empty'));
    await emptyPool();
    await choose({ kind: 'own', ...OWN });
    await o.change({ releasedAt: null, twilioAccountSid: OWN.sid });
    await expect(choose({ kind: 'ours' })).rejects.toEqual(problem('pool_not_empty'));
    await choose({ kind: 'own', ...OWN });
    await emptyPool();
    await choose({ kind: 'ours' });
    expect(await row()).toMatchObject({ telephony: 'ours', twilioSid: null, twilioToken: null });
  });

  test('T-1 one account belongs to one agency', async () => {
    await emptyPool();
    const other = await mintTenant(o.ctx());
    await o.ctx().db.read.update(number).set({ releasedAt: 1 }).where(eq(number.agencyId, other.agencyId));
    await choose({ kind: 'own', ...OWN });
    await expect(choose({ kind: 'own', ...OWN }, other.agencyId)).rejects.toEqual(problem('twilio_in_use'));
  });
});
