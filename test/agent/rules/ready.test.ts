import { expect, test } from 'vitest';
import { agentState, isReady, notReadyWords } from '../../../worker/agent/rules/ready.ts';

const https = 'https://agent.example.com/answer';

test.each([
  [null, null, 'no_endpoint', false],
  [https, null, 'unchecked', false],
  [https, 'ready', 'ready', true],
  [https, 'failed', 'failed', false],
  ['wss://agent.example.com/media', null, 'unchecked', false],
  ['sip:ava@voice.example.com', null, 'unproven', true],
] as const)('L-3 an agent at %s that came to %s is %s', (endpoint, state, is, ready) => {
  const found = agentState({ endpoint, lastCheck: state && { state } });
  expect(found).toBe(is);
  expect(isReady(found)).toBe(ready);
  expect(notReadyWords('Ava', found) === null).toBe(ready);
});
