import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Clock } from '../clock.ts';
import { Faults } from '../fault.ts';
import { Store } from '../store.ts';
import { createTwilio } from './index.ts';
import { SID, TOKEN } from './stand.ts';

test('numbers, scripts and finished calls survive a restart; a call under way is cut off', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  const file = join(folder, 'memory.json');
  const start = () => {
    const store = new Store(file);
    const none = { stripeKey: '', stripeWebhook: '', stripeConnectWebhook: '', hostIssuer: '', hostTokenSecret: '' };
    const twilio = createTwilio({
      clock: new Clock(),
      store,
      faults: new Faults(),
      urls: { worker: '', desk: '', stripe: '', twilio: '', host: '' },
      secrets: { ...none, hostWebhook: '', hostApiToken: '', twilioSid: SID, twilioToken: TOKEN },
      say: () => undefined,
    });
    return { store, twilio };
  };
  try {
    const first = start();
    const { sid } = first.twilio.own('+14155550100');
    first.twilio.phone('+12065550122').script = 'answer';
    const call = first.twilio.calls.place({ from: '+12065550111', to: '+14155550199' });
    await first.twilio.calls.wait(call);
    const done = first.twilio.carrier.calls.get(call);
    if (done) first.twilio.carrier.calls.set('CAcut', { ...done, sid: 'CAcut', status: 'ringing' });
    first.store.flush();

    const { twilio } = start();
    expect(twilio.carrier.numbers.get(sid)?.phone_number).toBe('+14155550100');
    expect(twilio.phone('+12065550122').script).toBe('answer');
    expect(twilio.calls.get(call)).toMatchObject({ outcome: 'not-in-service', status: 'failed' });
    expect(twilio.calls.get('CAcut')).toMatchObject({ status: 'failed', doing: 'cut off by a restart' });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
