import { Webhook } from 'standardwebhooks';
import type { Ctx } from '../../context.ts';
import type { HostRow } from '../store.ts';

const TOLERANCE_MS = 5 * 60_000;

/**
 * Verifies a host's event by Standard Webhooks over the raw body (H-4, X-1). The library's `verify` reads the machine's
 * clock, so the age is checked here against ours and only its signing is used.
 * @returns the event's id, or undefined when the signature or its age is wrong.
 */
export async function verifiedEventId(
  ctx: Ctx,
  host: HostRow,
  headers: Headers,
  raw: string,
): Promise<string | undefined> {
  const id = headers.get('webhook-id');
  const seconds = Number(headers.get('webhook-timestamp'));
  const given = headers.get('webhook-signature');
  if (!id || !given || !Number.isSafeInteger(seconds)) return undefined;
  if (Math.abs(ctx.now - seconds * 1000) > TOLERANCE_MS) return undefined;
  const secret = await ctx.seal.open(host.webhookSecret, `host:${host.id}`);
  const expected = new Webhook(secret).sign(id, new Date(seconds * 1000), raw);
  return given.split(' ').some(one => sameText(one, expected)) ? id : undefined;
}

/** Compares without telling by its time where the texts differ. */
function sameText(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i += 1) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}
