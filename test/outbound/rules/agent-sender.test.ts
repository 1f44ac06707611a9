import { expect, test } from 'vitest';
import { type AgentNumber, agentSender } from '../../../worker/outbound/rules/agent-sender.ts';

const NOW = 1_000_000;
const AVA = { id: 'agt_ava', name: 'Ava' };
const number = (numberId: string, over: Partial<AgentNumber> = {}): AgentNumber => ({
  numberId,
  e164: '+12122000001',
  assignment: { state: 'active', endsAt: null },
  voice: true,
  sms: true,
  callPurpose: null,
  wiredTo: 'agent',
  wiredUserId: null,
  wiredAgentId: AVA.id,
  limitedTo: null,
  ...over,
});
const elsewhere = number('elsewhere', { wiredAgentId: 'agt_bo' });
const silent = number('silent', { sms: false });
const asleep = number('asleep', { callPurpose: 'do_not_originate' });
const good = number('good');

test.each([
  ['its first number that may', [elsewhere, silent, asleep, good], null, 'good'],
  ['the one asked for', [good, number('second')], 'second', 'second'],
  ['none that cannot text, though asked for', [silent, good], 'silent', 'sender_no_sms'],
  ['none where none of its own may', [asleep], null, 'sender_do_not_originate'],
  ['no other agent’s', [elsewhere, good], 'elsewhere', 'not_attached'],
  ['no company number', [number('shared', { wiredTo: 'company', wiredAgentId: null })], null, 'not_attached'],
] as const)('O-5 an agent texts from %s', (_, numbers, asked, comes) => {
  const sender = agentSender(numbers, AVA, asked, 'text', NOW);
  expect(sender.ok ? sender.number.numberId : sender.code).toBe(comes);
});
