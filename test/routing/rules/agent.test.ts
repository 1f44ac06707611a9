import { describe, expect, test } from 'vitest';
import { decide } from '../../../worker/routing/rules/decide.ts';
import type { AgentFacts, Facts } from '../../../worker/routing/rules/facts.ts';
import { CALLED, NOW, STRANGER, someFacts } from './facts.ts';

const { number, subAccount } = someFacts();
const anAgent = (over: Partial<AgentFacts> = {}): AgentFacts => ({
  id: 'agt_1',
  name: 'Ava',
  subAccountId: 'sub_1',
  endpoint: 'sip:ava@voice.example.com',
  messageWebhook: null,
  ...over,
});
const attached = (agent: AgentFacts | null, over: Partial<Facts> = {}) =>
  someFacts({
    number: number && { ...number, wiredTo: 'agent' },
    subAccount: subAccount && { ...subAccount, forwardTo: '+12125550199' },
    agent,
    ...over,
  });
const call = (facts: Facts) => decide({ from: STRANGER, to: CALLED }, facts, NOW);
const text = (facts: Facts) => decide({ kind: 'text', from: STRANGER, to: CALLED }, facts, NOW);

describe('R-2 voice agents, campaigns and workflows', () => {
  test.each([
    ['sip', 'sip:ava@voice.example.com'],
    ['stream', 'wss://voice.example.com/media'],
    ['webhook', 'https://voice.example.com/answer'],
  ])('R-2 a %s endpoint answers, and forwarding follows where it fails', (kind, endpoint) => {
    expect(call(attached(anAgent({ endpoint })))).toMatchObject({
      outcome: 'agent',
      rule: 'R-2',
      steps: [{ kind, endpoint, agentId: 'agt_1' }, { kind: 'forward' }, { kind: 'say' }],
    });
  });

  test.each([
    ['without endpoint', anAgent({ endpoint: null })],
    ['with one that cannot answer', anAgent({ endpoint: 'ftp://voice.example.com' })],
    ['that is gone', null],
    ['of another sub-account', anAgent({ subAccountId: 'sub_other' })],
  ])('R-2 an agent %s is passed over', (_, agent) => {
    expect(call(attached(agent))).toMatchObject({ outcome: 'forwarding', rule: 'R-7' });
  });

  test('R-16 an agent gets texts at its message webhook, and the inbox keeps them', () => {
    const agent = anAgent({ messageWebhook: 'https://voice.example.com/texts' });
    expect(text(attached(agent, { subAccount })).steps).toMatchObject([
      { kind: 'agent_message', agentId: 'agt_1', url: 'https://voice.example.com/texts' },
      { kind: 'sub_account_inbox' },
    ]);
    expect(text(attached(anAgent())).steps.map(step => step.kind)).toEqual(['relay', 'sub_account_inbox']);
  });
});

describe('A-3 an unassigned number with an agent of the agency', () => {
  const idle = (agent: AgentFacts | null) => attached(agent, { assignment: null, subAccount: null });

  test('A-3 the agency’s own agent answers', () => {
    expect(call(idle(anAgent({ subAccountId: null })))).toMatchObject({ outcome: 'agent', unknown: true });
  });

  test('R-1 an agent of a former holder does not', () => {
    expect(call(idle(anAgent())).outcome).toBe('not_in_service');
  });
});
