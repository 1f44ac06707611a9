import type { Ctx } from '../context.ts';
import { claimsOf, LINK_MS, type Opens, readClaims } from './rules/token.ts';

/** An address of our own that plays something for ten minutes without a cookie (S-3, M-2). */
export async function linkTo(ctx: Ctx, opens: Opens): Promise<{ url: string; expiresAt: number }> {
  const expiresAt = ctx.now + LINK_MS;
  const claims = claimsOf(opens, expiresAt);
  const door = opens.kind === 'media' ? 'media' : 'audio';
  return { url: `${ctx.env.PUBLIC_URL}/${door}/${claims}.${await signatureOf(ctx, claims)}`, expiresAt };
}

/** What a token opens; undefined when we did not sign it. */
export async function readToken(ctx: Ctx, token: string) {
  const cut = token.lastIndexOf('.');
  const claims = token.slice(0, cut);
  const given = bytesOf(token.slice(cut + 1));
  const key = await keyOf(ctx, 'verify');
  if (!given || !(await crypto.subtle.verify('HMAC', key, given, textOf(claims)))) return undefined;
  return readClaims(claims);
}

async function signatureOf(ctx: Ctx, claims: string): Promise<string> {
  const signature = await crypto.subtle.sign('HMAC', await keyOf(ctx, 'sign'), textOf(claims));
  return btoa(String.fromCharCode(...new Uint8Array(signature)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** Another key than that of the panels' bearers, from the same secret. */
function keyOf(ctx: Ctx, use: 'sign' | 'verify'): Promise<CryptoKey> {
  const secret = textOf(`listening:${ctx.env.SESSION_SECRET}`);
  return crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, [use]);
}

function textOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(new TextEncoder().encode(text));
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w-]{43}$/.test(base64)) return undefined;
  return Uint8Array.from(atob(base64.replaceAll('-', '+').replaceAll('_', '/')), char => char.charCodeAt(0));
}
