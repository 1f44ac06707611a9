import type { HostRow } from '../store.ts';

/**
 * Whether HighLevel signed exactly these bytes (H-4, X-1): Ed25519, base64, in `X-GHL-Signature`. That header may say
 * `N/A`, which is no signature; the RSA one of before (`X-WH-Signature`) is retired and not looked at.
 */
export async function isSigned(
  host: HostRow,
  signature: string | undefined,
  raw: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const given = bytesOf(signature ?? '');
  if (!given || !host.publicKey) return false;
  const key = await crypto.subtle.importKey('jwk', host.publicKey, 'Ed25519', false, ['verify']);
  return crypto.subtle.verify('Ed25519', key, given, raw);
}

/** An Ed25519 signature has 64 bytes. */
function bytesOf(base64: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[A-Za-z0-9+/]{86}==$/.test(base64)) return undefined;
  return Uint8Array.from(atob(base64), char => char.charCodeAt(0));
}
