import type { CallView } from '../control/view.ts';
import { type Stand, stand } from '../stand.ts';

/** The people in the call tests. */
export const OURS = '+14155550100';
export const CALLER = '+12065550111';
export const ANN = '+12065550122';
export const BEN = '+12065550133';

/** A stand with one number of ours, and the few things every call test does. */
export interface CallStand extends Stand {
  /** The caller calls our number; resolves when the call is through. */
  call: (more?: Record<string, unknown>) => Promise<CallView>;
  /** The parameters of the first request to a path of the customer server. */
  to: (path: string) => Record<string, string> | undefined;
  paths: () => string[];
}

export async function callStand(): Promise<CallStand> {
  const s = await stand();
  s.twilio.own(OURS, {
    voice_url: `${s.worker}/voice`,
    voice_fallback_url: `${s.worker}/fallback`,
    status_callback: `${s.worker}/status`,
  });
  s.on('/status', () => '<Response/>');
  return {
    ...s,
    call: (more = {}) => s.twilio.calls.wait(s.twilio.calls.place({ from: CALLER, to: OURS, ...more })),
    to: path => s.asked.find(a => a.path === path)?.params,
    paths: () => s.asked.map(a => a.path),
  };
}

export const twiml = (inner: string) => `<?xml version="1.0"?><Response>${inner}</Response>`;
