import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ANN, BEN, type CallStand, callStand, OURS, twiml } from './calling.ts';

let s: CallStand;
beforeEach(async () => {
  s = await callStand();
  s.on('/connect', () => twiml(`<Say>Connecting</Say><Dial callerId="${OURS}" timeout="20">${BEN}</Dial>`));
  s.on('/progress', () => '');
});
afterEach(() => s.close());

const place = async (more: Record<string, string> = {}) =>
  s.api('POST', '/Calls.json', { From: OURS, To: ANN, Url: `${s.worker}/connect`, Timeout: '20', ...more });

describe('calls made by the API', () => {
  test('O-3 rings the user first, then the contact, showing the chosen number', async () => {
    s.twilio.phone(ANN).script = 'answer';
    s.twilio.phone(ANN).talkMs = null;
    s.twilio.phone(BEN).script = 'answer';
    const made = await place({
      StatusCallback: `${s.worker}/progress`,
      StatusCallbackEvent: 'initiated ringing answered completed',
    });
    expect(made).toMatchObject({ status: 201, body: { status: 'queued', direction: 'outbound-api', to: ANN } });
    const view = await s.twilio.calls.wait(made.body.sid);
    expect(view).toMatchObject({ status: 'completed', bridged: true, said: ['Connecting'] });
    expect(view.legs).toMatchObject([{ to: BEN, from: OURS, bridged: true }]);
    const told = s.asked.filter(a => a.path === '/progress').map(a => a.params.CallStatus);
    expect(told).toEqual(['initiated', 'ringing', 'in-progress', 'completed']);
    expect(s.to('/connect')).toMatchObject({
      Direction: 'outbound-api',
      From: OURS,
      To: ANN,
      CallStatus: 'in-progress',
    });
    const read = await s.api('GET', `/Calls/${made.body.sid}.json`);
    expect(read.body).toMatchObject({
      status: 'completed',
      from: OURS,
      phone_number_sid: expect.stringMatching(/^PN/),
    });
  });

  test.each([
    ['ignore', 'no-answer'],
    ['decline', 'busy'],
    ['unreachable', 'failed'],
  ] as const)('O-3 a user who does %s ends it as %s, and nobody else rings', async (script, status) => {
    s.twilio.phone(ANN).script = script;
    const made = await place({ StatusCallback: `${s.worker}/progress` });
    expect(await s.twilio.calls.wait(made.body.sid)).toMatchObject({ status, twiml: [] });
    expect(s.to('/progress')).toMatchObject({ CallStatus: status, CallDuration: '0' });
  });

  test('a call under way can be given new TwiML, and be ended', async () => {
    s.twilio.phone(ANN).script = 'answer';
    s.on('/connect', () => twiml('<Say>Please hold</Say><Pause length="600"/>'));
    s.on('/moved', () => twiml('<Say>Moved</Say><Pause length="600"/>'));
    const { body } = await place();
    const path = `/Calls/${body.sid}.json`;
    const said = () => s.twilio.calls.get(body.sid)?.said;
    await expect.poll(said).toEqual(['Please hold']);
    await s.api('POST', path, { Url: `${s.worker}/moved` });
    await expect.poll(said).toEqual(['Please hold', 'Moved']);
    await s.api('POST', path, { Twiml: '<Response><Say>Last</Say><Pause length="600"/></Response>' });
    await expect.poll(said).toEqual(['Please hold', 'Moved', 'Last']);
    expect((await s.api('POST', path, { Status: 'completed' })).body.status).toBe('completed');
    expect(await s.twilio.calls.wait(body.sid)).toMatchObject({ status: 'completed', ended: true });
    expect((await s.api('POST', path, { Url: `${s.worker}/moved` })).body.code).toBe(21220);
  });

  test('a queued call can be cancelled while it rings', async () => {
    const { body } = await place({ Timeout: '600' });
    expect((await s.api('POST', `/Calls/${body.sid}.json`, { Status: 'canceled' })).body.status).toBe('canceled');
  });

  test('refusals come in Twilio’s words', async () => {
    expect((await place({ To: 'nobody' })).body.code).toBe(21211);
    expect((await place({ From: '+13105550177' })).body.code).toBe(21210);
    expect((await place({ Url: '' })).body.code).toBe(21205);
    expect((await place({ To: '' })).body.code).toBe(21201);
    expect((await s.api('GET', `/Calls/CA${'0'.repeat(32)}.json`)).body.code).toBe(20404);
  });

  test('O-3 a verified phone may be shown as caller', async () => {
    const { sid } = s.twilio.verifyCallerId('+13105550177');
    const list = await s.api('GET', '/OutgoingCallerIds.json?PhoneNumber=%2B13105550177');
    expect(list.body).toMatchObject({ outgoing_caller_ids: [{ sid, phone_number: '+13105550177' }] });
    expect((await place({ From: '+13105550177' })).status).toBe(201);
  });
});
