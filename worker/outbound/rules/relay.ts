/** a text passed on as SMS with the sender's number in front, to a forwarding number or a user's own phone. */

/** Twilio takes at most so many characters in one text. */
export const LONGEST_TEXT = 1600;

/** @returns one text, or several where one would be too long; nothing of the original is lost */
export function relayed(from: string, body: string, attachments: number): string[] {
  const note = attachments ? `[${attachments} ${attachments === 1 ? 'attachment' : 'attachments'}: see the inbox]` : '';
  const whole = `${from || 'Unknown'}: ${[body, note].filter(Boolean).join(' ') || '(empty text)'}`;
  const parts: string[] = [];
  let part = '';
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(whole)) {
    if (part && part.length + segment.length > LONGEST_TEXT) {
      parts.push(part);
      part = '';
    }
    part += segment;
  }
  return [...parts, part];
}
