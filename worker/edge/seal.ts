/**
 * Secrets at rest: AES-256-GCM with a key id, bound to where the secret belongs by additional data.
 * A sealed text reads `v1.<kid>.<iv>.<ciphertext>`, base64url. The newest key seals, every listed key opens.
 */
const KEY = /^([\w-]+):([A-Za-z0-9+/=]{43,44})$/;

export class Seal {
  readonly #keys: Map<string, string>;
  readonly #newest: string;

  /** @param keys `kid:base64(32 bytes)`, comma separated, newest first. Throws when one does not fit. */
  constructor(keys: string) {
    const listed = keys.split(',').map(entry => {
      const match = KEY.exec(entry.trim());
      if (!match?.[1] || !match[2]) throw new Error('SEAL_KEYS must be kid:base64(32 bytes), comma separated');
      return [match[1], match[2]] as const;
    });
    this.#keys = new Map(listed);
    this.#newest = listed[0]?.[0] ?? '';
  }

  /** How texts that the newest key sealed begin. */
  get newest(): string {
    return `v1.${this.#newest}.`;
  }

  /** An older key is listed still: what it sealed is to be sealed anew before it goes. */
  get isRotating(): boolean {
    return this.#keys.size > 1;
  }

  /** @param owner what the secret belongs to, e.g. `host:hst_1`; must be given again to open it. */
  async close(secret: string, owner: string): Promise<string> {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const key = await this.#key(this.#newest);
    const data = await crypto.subtle.encrypt(gcm(iv, owner), key, new TextEncoder().encode(secret));
    return ['v1', this.#newest, encode(iv), encode(new Uint8Array(data))].join('.');
  }

  /** Throws when the key is unknown, the text was changed, or it belongs to another owner. */
  async open(sealed: string, owner: string): Promise<string> {
    const [version, kid, iv, data] = sealed.split('.');
    if (version !== 'v1' || !kid || !iv || !data) throw new Error('not a sealed secret');
    const plain = await crypto.subtle.decrypt(gcm(decode(iv), owner), await this.#key(kid), decode(data));
    return new TextDecoder().decode(plain);
  }

  /** Imported where it is needed: most requests seal and open nothing. */
  #key(kid: string): Promise<CryptoKey> {
    const key = this.#keys.get(kid);
    if (!key) throw new Error(`no sealing key ${kid}`);
    return importKey(key);
  }
}

function gcm(iv: Uint8Array<ArrayBuffer>, owner: string) {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(owner) };
}

function importKey(base64: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', decode(base64), 'AES-GCM', false, ['encrypt', 'decrypt']);
}

function encode(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function decode(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), c => c.charCodeAt(0));
}
