import { afterEach, beforeEach, expect, test } from 'vitest';
import { ANN, CALLER, type CallStand, callStand, OURS, twiml } from '../call/calling.ts';

let s: CallStand;
beforeEach(async () => {
  s = await callStand();
});
afterEach(() => s.close());

const state = async (version = 0) => {
  const answer = await fetch(`${s.origin}/_phone/state?v=${version}`);
  return { status: answer.status, body: answer.status === 200 ? await answer.json() : undefined };
};

test('the softphone page and everything it loads is served', async () => {
  const page = await (await fetch(s.origin)).text();
  for (const id of ['from', 'to', 'call', 'text-body', 'send-text']) expect(page).toContain(`data-testid="${id}"`);
  for (const [, path] of page.matchAll(/(?:href|src)="(\/[^"]+)"/g))
    expect((await fetch(`${s.origin}${path}`)).status, path).toBe(200);
  expect((await fetch(`${s.origin}/_phone/render.js`)).headers.get('content-type')).toContain('javascript');
});

test('its state shows who rings, and costs nothing while nothing changes', async () => {
  s.on('/voice', () => twiml(`<Dial timeout="3600">${ANN}</Dial>`));
  const sid = s.twilio.calls.place({ from: CALLER, to: OURS, stay: true });
  await expect.poll(async () => (await state()).body.legs[0]?.status).toBe('ringing');
  const { body } = await state();
  expect(body).toMatchObject({
    numbers: [{ number: OURS }],
    legs: [{ to: ANN, through: OURS }],
    calls: [{ sid, ended: false, doing: `rings ${ANN}` }],
    phones: [
      { number: CALLER, script: 'ignore' },
      { number: ANN, script: 'ignore' },
    ],
  });
  expect((await state(body.version)).status).toBe(204);
  s.twilio.calls.act(body.legs[0].sid, 'decline');
  await s.twilio.calls.wait(sid);
  expect((await state(body.version)).body).toMatchObject({ legs: [], calls: [{ ended: true }] });
});
