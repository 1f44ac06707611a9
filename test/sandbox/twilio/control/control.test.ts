import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ANN, CALLER, type CallStand, callStand, OURS, twiml } from '../call/calling.ts';

let s: CallStand;
beforeEach(async () => {
  s = await callStand();
  s.on('/voice', () => twiml(`<Dial timeout="3600" action="/after">${ANN}</Dial>`));
  s.on('/after', () => twiml(''));
});
afterEach(() => s.close());

const post = async (path: string, body: unknown = {}) => {
  const answer = await fetch(`${s.origin}/_control${path}`, { method: 'POST', body: JSON.stringify(body) });
  return { status: answer.status, body: await answer.json() };
};
const get = async (path: string) => (await fetch(`${s.origin}/_control${path}`)).json();

describe('/_control', () => {
  test('R-3 places a call, waits for it, and tells what was asked and who rang', async () => {
    await post(`/phones/${ANN}`, { script: 'answer' });
    const { body } = await post('/call', { from: CALLER, to: OURS });
    const view = await get(`/calls/${body.callSid}?wait=1`);
    expect(view).toMatchObject({
      status: 'completed',
      ended: true,
      outcome: 'bridged',
      legs: [{ to: ANN, answered: true, bridged: true, status: 'completed' }],
    });
    expect(view.twiml[0]).toMatchObject({ url: `${s.worker}/voice`, request: { From: CALLER }, status: 200 });
    const replayed = await post(`/calls/${body.callSid}/replay`);
    expect(replayed.body).toMatchObject({ status: 200, body: expect.stringContaining('<Dial') });
  });

  test('a person acts on a ringing leg: press, hang up', async () => {
    const { body } = await post('/call', { from: CALLER, to: OURS, stay: true });
    const ringing = async () => (await get(`/calls/${body.callSid}`)).legs[0];
    await expect.poll(async () => (await ringing())?.status).toBe('ringing');
    const { sid } = await ringing();
    expect((await post(`/legs/${sid}/press/1`)).body).toEqual({ done: true });
    await expect.poll(async () => (await ringing()).bridged).toBe(true);
    await post(`/legs/${sid}/hangup`);
    const view = await get(`/calls/${body.callSid}?wait=1`);
    expect(s.to('/after')).toMatchObject({ DialCallStatus: 'completed', DialBridged: 'true' });
    expect(view.legs[0].pressed).toBe('1');
    expect((await post(`/legs/${sid}/answer`)).body).toEqual({ done: false });
  });

  test('the caller can be hung up', async () => {
    const { body } = await post('/call', { from: CALLER, to: OURS, stay: true });
    await post(`/calls/${body.callSid}/hangup`);
    expect(await get(`/calls/${body.callSid}?wait=1`)).toMatchObject({ outcome: 'abandoned', ended: true });
  });

  test('bad orders are refused', async () => {
    expect((await post('/call', { from: CALLER })).status).toBe(400);
    expect((await post(`/phones/${ANN}`, { script: 'sing' })).status).toBe(400);
    expect((await post('/callbacks', { mode: 'x' })).status).toBe(400);
    expect((await post('/ring-scale', { factor: 0 })).status).toBe(400);
    expect((await fetch(`${s.origin}/_control/calls/CAnone`)).status).toBe(404);
    expect((await fetch(`${s.origin}/_control/call`, { method: 'POST', body: '{' })).status).toBe(400);
  });

  test('settings act at once', async () => {
    await post('/ring-scale', { factor: 0.5 });
    expect(s.twilio.carrier.time.factor).toBe(0.5);
    await post('/callbacks', { mode: 'off' });
    expect(s.twilio.callbacks.mode).toBe('off');
    await post('/accounts', { sid: 'ACnew', token: 't' });
    expect((await post('/numbers', { number: '+14155550155', accountSid: 'ACnew' })).body.account_sid).toBe('ACnew');
    await post('/prices', { country: 'US', type: 'local', price: '9.99' });
    const { body } = await s.api('GET', '/v1/PhoneNumbers/Countries/US');
    expect(body.phone_number_prices[0]).toMatchObject({ current_price: '9.99' });
  });
});
