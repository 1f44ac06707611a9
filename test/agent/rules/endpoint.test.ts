import { expect, test } from 'vitest';
import { endpointOf, webhookOf } from '../../../worker/agent/rules/endpoint.ts';

test.each([
  ['sip:ava@voice.example.com', 'sip'],
  ['sips:ava@voice.example.com:5061;transport=tls', 'sip'],
  ['sip:+12125550101@pbx.example.com?x-agent=7', 'sip'],
  ['wss://media.example.com/stream', 'stream'],
  ['https://ec2-54-12-3-4.compute.example.com/', 'webhook'],
  ['https://agent.example.com:8443/answer?key=1', 'webhook'],
  [' https://xn--mnchen-3ya.example.com/ ', 'webhook'],
])('R-2 %s is an endpoint', (typed, kind) => {
  expect(endpointOf(typed, false)).toMatchObject({ ok: true, kind });
});

test.each([
  '',
  'agent',
  'ftp://agent.example.com',
  'http://agent.example.com',
  'ws://agent.example.com',
  'javascript:alert(1)',
  'https://user:secret@agent.example.com',
  'https://agent.example.com/#part',
  'https://localhost/answer',
  'https://LOCALHOST./answer',
  'https://agent.localhost/',
  'https://127.0.0.1/',
  'https://127.1/',
  'https://2130706433/',
  'https://0x7f000001/',
  'https://0177.0.0.1/',
  'https://10.0.0.8/',
  'https://169.254.169.254/latest/meta-data',
  'https://[::1]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[fd00::1]/',
  'https://8.8.8.8/',
  'https://intranet/',
  'https://metadata.google.internal/',
  'https://printer.local/',
  'https://router.home.arpa/',
  'wss://127.0.0.1/stream',
  'https://10.0.0.8.nip.io/',
  'https://app.localtest.me/',
  'https://a-192-168-1-7.example.com/',
  'sip:voice.example.com',
  'sip:ava@localhost',
  'sip:ava@127.0.0.1',
  'sip:ava@voice.example.com:0',
  'sip:ava@voice.example.com:99999',
  'sip:ava@voice.example.com><Dial>+19005550123',
  'sip:ava@[::1]',
  `https://agent.example.com/${'x'.repeat(500)}`,
])('W-5 %s is refused', typed => {
  expect(endpointOf(typed, false).ok).toBe(false);
});

test('W-5 loopback passes in the local sandbox only', () => {
  for (const typed of ['http://localhost:9000/answer', 'http://127.0.0.1:9000/', 'ws://localhost:9000/stream']) {
    expect(endpointOf(typed, true).ok).toBe(true);
    expect(endpointOf(typed, false).ok).toBe(false);
  }
  expect(endpointOf('http://10.0.0.8/', true).ok).toBe(false);
});

test('R-16 texts go to a webhook only', () => {
  expect(webhookOf('https://agent.example.com/texts', false).ok).toBe(true);
  expect(webhookOf('wss://agent.example.com/texts', false).ok).toBe(false);
  expect(webhookOf('sip:ava@voice.example.com', false).ok).toBe(false);
});
