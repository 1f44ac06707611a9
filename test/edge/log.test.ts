import { parsePhoneNumber } from 'libphonenumber-js/min';
import { expect, test } from 'vitest';
import { secretsOf } from '../support/secrets.ts';
import { useStage } from '../support/stage.ts';
import { MINUTE, witnessOf } from './witness.ts';

const stage = useStage();
const witness = witnessOf(stage);
const STRANGER = '+13125550177';
const FORWARD = '+14155550199';

/** Every phone number anybody has in the database. */
async function numbers(): Promise<string[]> {
  const rows = await witness.rows(
    'select e164 as n from number union select e164 from contact_phone union select phone from user where phone is not null',
  );
  return [...rows.map(row => String(row.n)), STRANGER, FORWARD];
}

test('X-4 a number’s whole life, and all that goes wrong in it, leaves no phone number and no secret in the log', async () => {
  const { instance } = stage;
  const { faults, secrets, stripe, urls } = instance;
  const a = await stage.agency();
  const { e164, numberId, assignmentId } = await stage.active(a);
  await a.owner.send('PUT', `/forwarding/${numberId}`, { forwardTo: FORWARD });
  await a.owner.raw('PUT', '/forwarding', { forwardTo: '+1 900 555 0100' });
  await instance.settle();
  await stage.call(STRANGER, e164);
  const text = { AccountSid: secrets.twilioSid, From: STRANGER, To: e164 };
  await fetch(`${urls.worker}/twilio/voice`, { method: 'POST', body: new URLSearchParams(text) });
  await fetch(`${urls.worker}/stripe/webhook`, {
    method: 'POST',
    body: '{}',
    headers: { 'stripe-signature': 't=1,v1=2' },
  });
  await fetch(`${urls.worker}/hosts/jwt/${secrets.hostIssuer}/events`, { method: 'POST', body: '{}' });
  await fetch(`${urls.worker}/session`, { method: 'POST', body: `{"issuer":"${secrets.hostIssuer}","token":"a.b.c"}` });

  const chatty = {
    error: { type: 'api_error', message: `key ${secrets.stripeKey} may not call ${e164} or ${STRANGER}` },
  };
  faults.add({ vendor: 'stripe', path: '.', kind: 'before', status: 401, body: chatty, times: 10_000 });
  expect((await a.owner.raw('POST', `/assignments/${assignmentId}/release`)).status).toBeGreaterThanOrEqual(500);
  await a.agency.send('POST', `/assignments/${assignmentId}/unassign`);
  await instance.settle();
  faults.clear();
  const refused = { code: 21422, message: `${e164} is not available, call ${STRANGER}`, status: 400 };
  faults.add({ vendor: 'twilio', method: 'POST', path: 'Incoming', kind: 'before', status: 400, body: refused });
  await stage.buy(a).catch(() => undefined);
  await instance.clock.advance(2 * MINUTE);
  stripe.setWebhooks(false);
  const known = await numbers();
  expect(known.length).toBeGreaterThan(20);
  await instance.sqld.stop();
  await stage.call(STRANGER, e164);

  const lines = stage.log.join('\n');
  for (const event of [
    'voice.database_unreachable',
    'stripe.failed',
    'outbox.failed',
    'stripe.bad_signature',
    'twilio.refused',
  ]) {
    expect(lines).toContain(event);
  }
  for (const phone of known) {
    const national = parsePhoneNumber(phone).formatNational();
    for (const spelled of [phone.slice(-10), national]) expect(lines.includes(spelled), spelled).toBe(false);
  }
  const { hostIssuer: _, twilioSid: __, highlevel, ...plain } = secretsOf(instance.store);
  const { clientId: ___, publicKey: ____, providerId: _____, ...app } = highlevel;
  for (const [name, value] of Object.entries({ ...plain, ...app })) expect(lines.includes(value), name).toBe(false);
  expect(lines).not.toMatch(/\beyJ[\w-]{20,}/);
}, 60_000);
