import { asking } from './asking.ts';
import type { Host, Surroundings } from './host.ts';

/**
 * The frame's side where we are a CRM's marketplace app: the page around us hands over who is looking, encrypted for our
 * server. Agencies open their CRM under domains of their own, so that its origin is not pinned: the answer counts when it
 * comes from the page that frames us, and only our server can read it. No message about height or theme is known.
 */
export function connectAppHost(around: Surroundings): Host {
  const { parent } = around;
  const { ask, answer } = asking(parent !== null, () => parent?.postMessage({ message: 'REQUEST_USER_DATA' }, '*'));
  around.onMessage(event => {
    if (!parent || event.source !== parent || typeof event.data !== 'object' || event.data === null) return;
    const { message, payload } = event.data as Record<string, unknown>;
    if (message === 'REQUEST_USER_DATA_RESPONSE' && typeof payload === 'string' && payload) answer(payload);
  });
  return { issuer: around.issuer, launchToken: ask, onToken: () => {}, onTheme: () => {}, resize: () => {} };
}
