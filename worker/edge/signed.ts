import type { Env } from '../env.ts';

/**
 * Addresses that entitle by their own signature, since no cookie exists (M-2). Each purpose has a key of its own, made
 * from the same secret; none is that of the panels' bearers.
 */
type Secret = Pick<Env, 'SESSION_SECRET'>;

/** @param claims without a dot at the end; what comes back is `<claims>.<signature>` */
export async function signed(env: Secret, purpose: string, claims: string): Promise<string> {
  const signature = await crypto.subtle.sign('HMAC', await keyOf(env, purpose, 'sign'), textOf(claims));
  return `${claims}.${base64url(new Uint8Array(signature))}`;
}

/** The claims of a token; undefined when we did not sign it for that purpose. */
export async function readSigned(env: Secret, purpose: string, token: string): Promise<string | undefined> {
  const cut = token.lastIndexOf('.');
  const claims = token.slice(0, cut);
  const given = bytesOf(token.slice(cut + 1));
  const key = await keyOf(env, purpose, 'verify');
  if (cut < 0 || !given || !(await crypto.subtle.verify('HMAC', key, given, textOf(claims)))) return undefined;
  return claims;
}

/** Text as a part of an address. */
export function packed(text: string): string {
  return base64url(textOf(text));
}

export function unpacked(part: string): string {
  const bytes = Uint8Array.from(atob(part.replaceAll('-', '+').replaceAll('_', '/')), char => char.charCodeAt(0));
  return new TextDecoder().decode(bytes);
}

function base64url(bytes: Uint8Array): string {
  const text = Array.from(bytes, byte => String.fromCharCode(byte)).join('');
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function keyOf(env: Secret, purpose: string, use: 'sign' | 'verify'): Promise<CryptoKey> {
  const secret = textOf(`${purpose}:${env.SESSION_SECRET}`);
  return crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, [use]);
}

function textOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(new TextEncoder().encode(text));
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w-]{43}$/.test(base64)) return undefined;
  return Uint8Array.from(atob(base64.replaceAll('-', '+').replaceAll('_', '/')), char => char.charCodeAt(0));
}
