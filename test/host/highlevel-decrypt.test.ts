import CryptoJS from 'crypto-js';
import { describe, expect, test } from 'vitest';
import { decrypt } from '../../worker/host/highlevel/decrypt.ts';

const SECRET = 'b6c2a0f1-shared-secret';

/** With a given salt the result is always the same: an answer known before. */
function encrypted(text: string, secret: string, saltHex: string): string {
  const salt = CryptoJS.enc.Hex.parse(saltHex);
  const { key, iv } = CryptoJS.kdf.OpenSSL.execute(secret, 8, 4, salt);
  const made = CryptoJS.AES.encrypt(text, key as CryptoJS.lib.WordArray, { iv: iv as CryptoJS.lib.WordArray });
  made.salt = salt;
  return CryptoJS.format.OpenSSL.stringify(made);
}

describe('H-3 HighLevel’s encrypted word', () => {
  test.each([
    ['plain', '{"userId":"u1","companyId":"c1"}', '0011223344556677'],
    ['with letters of every kind', '{"userName":"Zoë Ferrán 🌊","role":"admin"}', 'ffffffffffffffff'],
    ['one byte short of a block', 'x'.repeat(15), '0000000000000000'],
    ['exactly a block', 'x'.repeat(16), '0123456789abcdef'],
    ['empty', '', 'a1b2c3d4e5f60718'],
    ['long', JSON.stringify({ text: 'é'.repeat(3000) }), '8899aabbccddeeff'],
  ])('a known answer, %s', async (_what, text, salt) => {
    expect(await decrypt(encrypted(text, SECRET, salt), SECRET)).toBe(text);
  });

  test('a vector that OpenSSL made: it does not depend on the library of today', async () => {
    const vector = 'U2FsdGVkX18AESIzRFVmd8WKNS6wFuXtH6CCvWTOv6vf5QqFl38GEw7ThriU2iJzYb9AIJt0Oqw4LHEawO58/Q==';
    expect(encrypted('{"userId":"u1","companyId":"c1"}', SECRET, '0011223344556677')).toBe(vector);
    expect(await decrypt(vector, SECRET)).toBe('{"userId":"u1","companyId":"c1"}');
  });

  test('as the library itself makes it, with a salt of chance', async () => {
    expect(await decrypt(CryptoJS.AES.encrypt('{"a":1}', SECRET).toString(), SECRET)).toBe('{"a":1}');
  });

  test.each([
    ['another secret', encrypted('{"userId":"u1"}', 'another', '0011223344556677')],
    ['nothing', ''],
    ['no base64', '{"userId":"u1"}'],
    ['no salt', btoa('not salted at all, just text')],
    ['a salt and nothing else', btoa('Salted__12345678')],
    ['half a block', btoa('Salted__12345678abc')],
    ['a changed end', `${encrypted('{"userId":"u1"}', SECRET, '0011223344556677').slice(0, -8)}AAAAAAA=`],
  ])('%s says nothing, and breaks nothing', async (_what, payload) => {
    expect(await decrypt(payload, SECRET)).toBeUndefined();
  });
});
