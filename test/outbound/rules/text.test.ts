import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { outboundStatusesBefore, unansweredAs } from '../../../worker/outbound/rules/call-progress.ts';
import { carrierReason } from '../../../worker/outbound/rules/carrier-error.ts';
import { destination } from '../../../worker/outbound/rules/destination.ts';
import { LONGEST_TEXT, relayed } from '../../../worker/outbound/rules/relay.ts';
import { type TextStatus, textStatusesBefore, textStatusOf } from '../../../worker/outbound/rules/text-status.ts';
import { helpAnswer } from '../../../worker/routing/rules/help.ts';

describe('O-4 how a text stands', () => {
  const told: TextStatus[] = ['queued', 'sending', 'sent', 'undelivered', 'failed', 'delivered'];
  const reached = (news: readonly TextStatus[]) =>
    news.reduce<TextStatus>((known, next) => (textStatusesBefore(next).includes(known) ? next : known), 'queued');

  test('O-4 callbacks in any order, repeated or not, come to the same', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...told)), fc.array(fc.nat()), (news, keys) => {
        const shuffled = news.map((one, n) => [keys[n] ?? 0, one] as const).sort((a, b) => a[0] - b[0]);
        expect(reached(shuffled.map(([, one]) => one))).toBe(reached(news));
        expect(reached([...news, ...news])).toBe(reached(news));
      }),
    );
  });
  test('O-4 a final status never goes back to one on the way', () => {
    expect(reached(['delivered', 'sent', 'queued'])).toBe('delivered');
    expect(reached(['undelivered', 'sent'])).toBe('undelivered');
  });
  test.each([
    ['accepted', 'sending'],
    ['queued', 'sending'],
    ['sent', 'sent'],
    ['read', 'delivered'],
    ['canceled', 'failed'],
    ['something new', undefined],
  ])('O-4 Twilio’s %s is our %s', (theirs, ours) => {
    expect(textStatusOf(theirs)).toBe(ours);
  });
  test.each(['30003', '30004', '30005', '30006', '30007', '30008', '21610', '30466'])(
    'O-4 error %s has a reason of its own in words',
    code => {
      expect(carrierReason(code)).not.toContain(code);
      expect(carrierReason(code)).toMatch(/^[A-Z].*\.$/);
    },
  );
  test('O-4 an unknown error is named; no error has no reason', () => {
    expect(carrierReason('39999')).toContain('39999');
    expect(carrierReason(null)).toBeNull();
  });
});

describe('R-14 where texts and calls may go', () => {
  test.each([
    ['(415) 555-2671', 'US', { ok: true, e164: '+14155552671' }],
    ['+1 800 275 2273', 'US', { ok: true, e164: '+18002752273' }],
    ['911', 'US', { ok: false, code: 'emergency' }],
    ['+1 900 555 1212', 'US', { ok: false, code: 'premium' }],
    ['+44 20 7946 0958', 'US', { ok: false, code: 'country_not_allowed' }],
    ['+1 876 322 1234', 'US', { ok: false, code: 'country_not_allowed' }],
    ['+881 6 1234 5678', 'US', { ok: false }],
    ['hello', 'US', { ok: false, code: 'invalid' }],
  ])('R-14 %s from %s', (typed, country, expected) => {
    expect(destination(typed, country, ['US', 'CA'])).toMatchObject(expected);
  });
});

describe('R-16 a text passed on', () => {
  test('R-16 has its sender in front', () => {
    expect(relayed('+12065550122', 'On my way', 0)).toEqual(['+12065550122: On my way']);
  });
  test('R-16 says that there are pictures, and that there is nothing', () => {
    expect(relayed('+12065550122', '', 2)).toEqual(['+12065550122: [2 attachments: see the inbox]']);
    expect(relayed('+12065550122', '', 0)).toEqual(['+12065550122: (empty text)']);
  });
  test('R-16 is cut where it would be too long, and loses nothing, whatever the script', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4000 }), body => {
        const parts = relayed('+12065550122', body, 0);
        expect(parts.join('')).toBe(`+12065550122: ${body}`);
        for (const part of parts) expect(part.length).toBeLessThanOrEqual(LONGEST_TEXT);
      }),
      { numRuns: 30 },
    );
  });
  test('R-17 HELP names the agency’s support contact', () => {
    expect(helpAnswer('Harbor', ['a@b.c', null])).toBe(
      'Harbor: For help contact a@b.c. Reply STOP to get no more texts.',
    );
    expect(helpAnswer('Harbor', [null, null])).toContain('write to us here');
  });
});

describe('O-3 how an outgoing call stands', () => {
  test('O-3 answered is never taken back; failed says more than missed', () => {
    expect(outboundStatusesBefore('answered')).toEqual(['in_progress', 'missed', 'failed']);
    expect(outboundStatusesBefore('missed')).toEqual(['in_progress']);
    expect([unansweredAs('failed'), unansweredAs('busy'), unansweredAs('completed')]).toEqual([
      'failed',
      'missed',
      'missed',
    ]);
  });
});
