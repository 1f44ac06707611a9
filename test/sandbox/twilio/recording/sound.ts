const RATE = 8000;

/** A WAV of that many seconds (8 kHz, 8 bit, mono): soft beeps, so that one hears something. */
export function wav(seconds: number): Uint8Array<ArrayBuffer> {
  const samples = Math.max(1, Math.min(600, seconds)) * RATE;
  const bytes = new Uint8Array(44 + samples);
  const view = new DataView(bytes.buffer);
  const ascii = (at: number, text: string) => {
    for (let n = 0; n < text.length; n++) bytes[at + n] = text.charCodeAt(n);
  };
  ascii(0, 'RIFF');
  view.setUint32(4, 36 + samples, true);
  ascii(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  ascii(36, 'data');
  view.setUint32(40, samples, true);
  for (let n = 0; n < samples; n++) {
    const isBeep = n % RATE < RATE / 4;
    bytes[44 + n] = 128 + (isBeep ? Math.round(30 * Math.sin((2 * Math.PI * 440 * n) / RATE)) : 0);
  }
  return bytes;
}

/** MPEG-1 layer III, 32 kbit/s, 44.1 kHz, mono: a frame whose data is all zero decodes to 26 ms of silence. */
const FRAME_HEADER = [0xff, 0xfb, 0x10, 0xc4];
const FRAME_BYTES = 104;

/** An MP3 of that many seconds of silence. */
export function mp3(seconds: number): Uint8Array<ArrayBuffer> {
  const frames = Math.ceil((Math.max(1, Math.min(600, seconds)) * 44_100) / 1152);
  const bytes = new Uint8Array(frames * FRAME_BYTES);
  for (let n = 0; n < frames; n++) bytes.set(FRAME_HEADER, n * FRAME_BYTES);
  return bytes;
}
