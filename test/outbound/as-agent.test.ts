import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { assignment, call, callLeg, number, optOut } from '../../schema/index.ts';
import { registerAgent } from '../../worker/agent/register.ts';
import { type AgentOrder, callAsAgent, sendTextAsAgent } from '../../worker/outbound/as-agent.ts';
import { openVoice } from '../agent/voice.ts';
import { ANN, type Office, openOffice, problem } from './office.ts';

let o: Office;
let voice: Awaited<ReturnType<typeof openVoice>>;
let agentId: string;
beforeEach(async () => {
  [o, voice] = await Promise.all([openOffice(), openVoice()]);
  o.twilio.phone(ANN).script = 'answer';
  agentId = await attached(`${voice.webhook}/answer`);
});
afterEach(() => Promise.all([o.close(), voice.close()]));

async function attached(endpoint: string | null): Promise<string> {
  const wanted = { name: 'Ava', kind: 'campaign' as const, endpoint, messageWebhook: null };
  const { id } = await registerAgent(o.ctx(), o.place, wanted);
  await o.change({ wiredTo: 'agent', wiredUserId: null, wiredAgentId: id });
  return id;
}

let requests = 0;
const order = (over: Partial<AgentOrder> = {}): AgentOrder => ({
  ...o.place,
  agentId,
  numberId: null,
  to: ANN,
  requestId: `request-${++requests}`,
  ...over,
});
const text = (over: Partial<AgentOrder> = {}) =>
  sendTextAsAgent(o.ctx(), { ...order(over), body: 'Your table is ready' });
const place = (over: Partial<AgentOrder> = {}) => callAsAgent(o.ctx(), order(over));
const row = async (id: string) => (await o.ctx().db.read.select().from(call).where(eq(call.id, id)))[0];
const over = (id: string) =>
  expect.poll(async () => (await row(id))?.endedAt ?? null, { timeout: 5000, interval: 10 }).not.toBeNull();

describe('O-5 an agent’s text', () => {
  test('O-5 goes out from its number, once, in the agent’s name', async () => {
    const twice = { ...order({ to: '(206) 555-0122' }), body: 'Your table is ready' };
    const [one, two] = await Promise.all([sendTextAsAgent(o.ctx(), twice), sendTextAsAgent(o.ctx(), twice)]);
    await o.work();
    expect(two.id).toBe(one.id);
    expect(o.arrived(ANN)).toMatchObject([{ body: 'Your table is ready', from: o.tenant.e164 }]);
    expect(await o.message(one.id)).toMatchObject({ agentId, userId: null, kind: 'automatic', status: 'delivered' });
  });

  test('O-5 N-7 R-14 R-17 the same checks as for people', async () => {
    for (const to of ['911', '+1 900 555 1212', '+44 20 7946 0958']) {
      await expect(text({ to })).rejects.toThrow(problem('invalid'));
      await expect(place({ to })).rejects.toThrow(problem('invalid'));
    }
    await o.change({ callPurpose: 'do_not_originate' });
    await expect(text()).rejects.toThrow(problem('sender_do_not_originate'));
    await expect(place()).rejects.toThrow(problem('sender_do_not_originate'));
    await o.change({ callPurpose: null, sms: false, voice: false });
    await expect(text()).rejects.toThrow(problem('sender_no_sms'));
    await expect(place()).rejects.toThrow(problem('sender_no_voice'));
    await o.change({ sms: true, voice: true });
    await o
      .ctx()
      .db.read.insert(optOut)
      .values({ ...o.place, e164: ANN, keyword: 'STOP', at: 1 });
    await expect(text()).rejects.toThrow(problem('opted_out'));
    await o.ctx().db.read.update(assignment).set({ state: 'suspended' });
    await expect(place()).rejects.toThrow(problem('sender_not_active'));
    expect(await o.messages()).toEqual([]);
    expect(await o.calls()).toEqual([]);
  });

  test('O-5 L-1 T-1 only from a number attached to it, and only an agent of this sub-account', async () => {
    const company = await o.companyNumber();
    await expect(text({ numberId: company.numberId })).rejects.toThrow(problem('not_attached'));
    await expect(place({ numberId: company.numberId })).rejects.toThrow(problem('not_attached'));
    await expect(text({ subAccountId: 'sub_other' })).rejects.toThrow(problem('not_found'));
    await expect(place({ agentId: 'agt_other' })).rejects.toThrow(problem('not_found'));
    await o.change({ wiredTo: null, wiredAgentId: null });
    await expect(text()).rejects.toThrow(problem('not_attached'));
  });
});

describe('O-5 an agent’s call', () => {
  test('O-5 rings the contact alone, who sees its number; once they answer, its webhook speaks', async () => {
    voice.says('<Response><Say>Your table is ready</Say><Hangup/></Response>');
    const twice = order();
    const [{ callId }, again] = await Promise.all([callAsAgent(o.ctx(), twice), callAsAgent(o.ctx(), twice)]);
    expect(again.callId).toBe(callId);
    await over(callId);
    const calls = [...o.twilio.carrier.calls.values()];
    expect(calls.map(({ from, to }) => ({ from, to }))).toEqual([{ from: o.tenant.e164, to: ANN }]);
    expect(o.twilio.calls.get(calls[0]?.sid ?? '')?.said).toEqual(['Your table is ready']);
    expect(voice.asked).toMatchObject([{ form: { To: ANN, Direction: 'outbound-api' } }]);
    expect(voice.asked[0]?.headers['webhook-signature']).toMatch(/^v1,/);
    expect(await row(callId)).toMatchObject({ direction: 'out', status: 'answered', placedByAgentId: agentId });
    const legs = await o.ctx().db.read.select().from(callLeg).where(eq(callLeg.callId, callId));
    expect(legs).toMatchObject([{ to: ANN, bridged: true }]);
  });

  test('O-5 R-2 what it asks next is held against the same rules; what may not be said ends the call', async () => {
    voice.says(({ path }) =>
      path === '/more' ? '<Response><Dial>911</Dial></Response>' : '<Response><Redirect>/more</Redirect></Response>',
    );
    const { callId } = await place();
    await over(callId);
    expect(voice.asked.map(one => one.path)).toEqual(['/answer', '/more']);
    const [only] = [...o.twilio.carrier.calls.values()];
    expect(o.twilio.calls.get(only?.sid ?? '')?.said.join()).toContain('this call cannot go on');
    expect(o.twilio.carrier.calls.size).toBe(1);
  });

  test('O-5 nobody answers: it is missed, and the agent is never asked', async () => {
    o.twilio.phone(ANN).script = 'decline';
    const { callId } = await place();
    await over(callId);
    expect(await row(callId)).toMatchObject({ status: 'missed', answeredAt: null });
    expect(voice.asked).toEqual([]);
  });

  test.each([
    ['L-6 L-1 detached', { wiredTo: null, wiredAgentId: null }],
    ['N-7 marked “do not originate”', { callPurpose: 'do_not_originate' }],
  ] as const)('%s while it rings, a number has its agent say nothing', async (_, change) => {
    o.twilio.phone(ANN).script = 'ignore';
    const { callId } = await place();
    await o.ctx().db.read.update(number).set(change);
    o.pickUp((await row(callId))?.callSid ?? '');
    await over(callId);
    expect(await row(callId)).toMatchObject({ status: 'failed' });
    expect(voice.asked).toEqual([]);
  });

  test('O-5 L-3 without endpoint there is nobody to speak', async () => {
    agentId = await attached(null);
    await expect(place()).rejects.toThrow(problem('no_endpoint'));
  });
});
