import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Stand, stand } from './stand.ts';

let s: Stand;
beforeEach(async () => {
  s = await stand();
});
afterEach(() => s.close());

test('N-2 an injected fault makes an order fail as the company would, with or without the number bought', async () => {
  const { faults } = s.twilio.carrier.ctx;
  const body = { code: 20500, message: 'Internal Server Error', status: 500 };
  const path = 'IncomingPhoneNumbers';
  faults.add({ vendor: 'twilio', method: 'POST', path, kind: 'before', status: 500, body });
  expect(await s.api('POST', '/IncomingPhoneNumbers.json', { AreaCode: '212' })).toEqual({ status: 500, body });
  expect(s.twilio.carrier.numbers.size).toBe(0);
  faults.add({ vendor: 'twilio', method: 'POST', path, kind: 'after', status: 500, body });
  expect((await s.api('POST', '/IncomingPhoneNumbers.json', { AreaCode: '212' })).status).toBe(500);
  expect(s.twilio.carrier.numbers.size).toBe(1);
});
