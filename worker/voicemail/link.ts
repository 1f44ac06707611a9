import type { Ctx } from '../context.ts';
import { readSigned, signed } from '../edge/signed.ts';
import { claimsOf, LINK_MS, type Opens, readClaims } from './rules/token.ts';

const PURPOSE = 'listening';

/** An address of our own that plays something for ten minutes without a cookie (S-3, M-2). */
export async function linkTo(ctx: Ctx, opens: Opens): Promise<{ url: string; expiresAt: number }> {
  const expiresAt = ctx.now + LINK_MS;
  const claims = claimsOf(opens, expiresAt);
  const door = opens.kind === 'media' ? 'media' : 'audio';
  return { url: `${ctx.env.PUBLIC_URL}/${door}/${await signed(ctx.env, PURPOSE, claims)}`, expiresAt };
}

/** What a token opens; undefined when we did not sign it. */
export async function readToken(ctx: Ctx, token: string) {
  const claims = await readSigned(ctx.env, PURPOSE, token);
  return claims === undefined ? undefined : readClaims(claims);
}

const GREETING = 'greeting';

/**
 * An address of our own that Twilio plays a recorded greeting from; its account may ask for credentials. Every caller hears
 * it, so it does not expire, and it is always the same: so is the TwiML that names it (X-1).
 */
export async function greetingLink(ctx: Pick<Ctx, 'env'>, accountSid: string, recordingSid: string): Promise<string> {
  return `${ctx.env.PUBLIC_URL}/greeting/${await signed(ctx.env, GREETING, `${accountSid}.${recordingSid}`)}`;
}

/** The recording such an address names; undefined when we did not sign it. */
export async function readGreeting(ctx: Pick<Ctx, 'env'>, token: string) {
  const claims = await readSigned(ctx.env, GREETING, token);
  const [, accountSid, recordingSid] = /^(AC\w+)\.(RE\w+)$/.exec(claims ?? '') ?? [];
  return accountSid && recordingSid ? { accountSid, recordingSid } : undefined;
}
