/**
 * L-3: how an agent stands. `unproven`: a SIP address is well formed, and only a call can tell whether somebody answers;
 * `unchecked`: nobody has called it by way of a try yet.
 */
export type AgentState = 'no_endpoint' | 'unchecked' | 'failed' | 'unproven' | 'ready';

/** What came of trying it, as far as its state goes. */
export interface Tried {
  endpoint: string | null;
  lastCheck: { state: 'ready' | 'unproven' | 'failed' } | null;
}

export function agentState({ endpoint, lastCheck }: Tried): AgentState {
  if (endpoint === null) return 'no_endpoint';
  if (lastCheck) return lastCheck.state;
  return /^sips?:/i.test(endpoint) ? 'unproven' : 'unchecked';
}

/** Whether calls may be expected to get through. */
export function isReady(state: AgentState): boolean {
  return state === 'ready' || state === 'unproven';
}

/** What somebody is told who attaches an agent that is not ready (L-3); null for one that is. */
export function notReadyWords(name: string, state: AgentState): string | null {
  if (state === 'no_endpoint') {
    return `${name} has no endpoint yet, so its calls go on to forwarding. Enter where it answers.`;
  }
  if (state === 'failed') {
    return `${name} did not answer as it should when it was last tried, so its calls go on to forwarding until it does. See why, and check again.`;
  }
  if (state === 'unchecked') return `${name} has not been tried yet. Check it, so that you know it answers.`;
  return null;
}
