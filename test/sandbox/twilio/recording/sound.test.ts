import { expect, test } from 'vitest';
import { mp3, wav } from './sound.ts';

test('S-3 a WAV says its own length', () => {
  const bytes = wav(3);
  const view = new DataView(bytes.buffer);
  expect(Buffer.from(bytes.subarray(0, 4)).toString()).toBe('RIFF');
  expect(view.getUint32(4, true)).toBe(bytes.length - 8);
  expect(view.getUint32(40, true)).toBe(3 * 8000);
});

test('S-3 an MP3 is whole frames of the right count', () => {
  const bytes = mp3(2);
  expect(bytes.length % 104).toBe(0);
  expect(bytes.length / 104).toBe(Math.ceil((2 * 44100) / 1152));
  expect([bytes[104], bytes[105]]).toEqual([0xff, 0xfb]);
});
