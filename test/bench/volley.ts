import { Agent, request } from 'node:http';
import type { Shot } from './calls.ts';

/** What a round of shots came to. */
export interface Score {
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  errors: number;
  sent: Shot[];
}

const PATIENCE_MS = 15_000;

/** Fires all shots at an origin, `together` at a time over kept connections. */
export async function volley(origin: string, shots: readonly Shot[], together: number): Promise<Score> {
  const agent = new Agent({ keepAlive: true, maxSockets: together });
  const times: number[] = [];
  let errors = 0;
  let next = 0;
  const shooter = async () => {
    for (let shot = shots[next++]; shot; shot = shots[next++]) {
      const began = performance.now();
      const ok = await fire(agent, origin, shot);
      times.push(performance.now() - began);
      if (!ok) errors += 1;
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: together }, shooter));
  const seconds = (performance.now() - began) / 1000;
  agent.destroy();
  return { perSecond: shots.length / seconds, p50: median(times), errors, sent: [...shots] };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function fire(agent: Agent, origin: string, shot: Shot): Promise<boolean> {
  return new Promise(resolve => {
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': Buffer.byteLength(shot.body),
      'x-twilio-signature': shot.signature,
    };
    const sent = request(origin + shot.path, { method: 'POST', agent, headers }, answer => {
      let text = '';
      answer.on('data', chunk => {
        text += chunk;
      });
      answer.on('end', () => resolve(answer.statusCode === 200 && text.includes('<Response')));
    });
    // Twilio gives up after 15 s.
    sent.setTimeout(PATIENCE_MS, () => sent.destroy(new Error('no answer')));
    sent.on('error', () => resolve(false));
    sent.end(shot.body);
  });
}
