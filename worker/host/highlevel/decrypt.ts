/**
 * The form in which HighLevel hands the frame its user data (H-3): base64 of `Salted__`, eight bytes of salt, and
 * AES-256-CBC under a key and IV that one round of MD5 derives from the app's shared secret. It has no MAC: whoever reads
 * it must check with the host what it says.
 */
const PREFIX = 'Salted__';
const SALT_BYTES = 8;
const KEY_BYTES = 32;
const IV_BYTES = 16;

/** The text inside; undefined where it was not made with this secret, or is none at all. */
export async function decrypt(payload: string, secret: string): Promise<string | undefined> {
  const bytes = bytesOf(payload);
  const start = PREFIX.length + SALT_BYTES;
  if (!bytes || bytes.length <= start || new TextDecoder().decode(bytes.subarray(0, PREFIX.length)) !== PREFIX) {
    return undefined;
  }
  const { key, iv } = await derive(secret, bytes.subarray(PREFIX.length, start));
  try {
    const aes = await crypto.subtle.importKey('raw', key, 'AES-CBC', false, ['decrypt']);
    const plain = await crypto.subtle.decrypt({ name: 'AES-CBC', iv }, aes, bytes.slice(start));
    return new TextDecoder('utf-8', { fatal: true }).decode(plain);
  } catch (cause) {
    // A wrong secret shows as padding or text that is none; anything else is ours.
    if (cause instanceof DOMException || cause instanceof TypeError) return undefined;
    throw cause;
  }
}

/** EVP_BytesToKey with MD5: each block hashes the one before it, the secret and the salt. */
async function derive(
  secret: string,
  salt: Uint8Array,
): Promise<{ key: Uint8Array<ArrayBuffer>; iv: Uint8Array<ArrayBuffer> }> {
  const tail = [...new TextEncoder().encode(secret), ...salt];
  const made: number[] = [];
  let block: number[] = [];
  while (made.length < KEY_BYTES + IV_BYTES) {
    block = [...(await md5(Uint8Array.from([...block, ...tail])))];
    made.push(...block);
  }
  return {
    key: Uint8Array.from(made.slice(0, KEY_BYTES)),
    iv: Uint8Array.from(made.slice(KEY_BYTES, KEY_BYTES + IV_BYTES)),
  };
}

async function md5(bytes: Uint8Array): Promise<Uint8Array> {
  // biome-ignore lint/correctness/noNodejsModules: WebCrypto has no MD5, and the Workers runtime has this module
  const { createHash } = await import('node:crypto');
  return createHash('md5').update(bytes).digest();
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined;
  try {
    return Uint8Array.from(atob(base64), char => char.charCodeAt(0));
  } catch {
    return undefined;
  }
}
