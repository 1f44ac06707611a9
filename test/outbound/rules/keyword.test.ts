import { describe, expect, test } from 'vitest';
import { keywordOf } from '../../../worker/outbound/rules/keyword.ts';

describe('R-17 the words', () => {
  test.each([
    ...[
      'STOP',
      'StopAll',
      'unsubscribe',
      'cancel',
      'END',
      'quit',
      'REVOKE',
      'optout',
      ' Stop. ',
      'STOP!',
      '"stop"',
      'Opt-out',
      'stop all',
      'ＳＴＯＰ',
    ].map(body => [body, 'stop'] as const),
    ...['START', 'yes', 'Unstop', 'Yes!'].map(body => [body, 'start'] as const),
    ...['HELP', 'info', 'Help?'].map(body => [body, 'help'] as const),
  ])('R-17 %j means %s', (body, keyword) => {
    expect(keywordOf(body)?.keyword).toBe(keyword);
  });

  test.each(['', '   ', '!!!', 'please stop by at 3', 'stopped', 'Yes, at 3', 'the end', 'help me', '🛑', 'قف', 'no'])(
    'R-17 %j is an ordinary text',
    body => {
      expect(keywordOf(body)).toBeUndefined();
    },
  );

  test('R-17 the word itself is kept, in capitals', () => {
    expect(keywordOf(' optout ')).toEqual({ keyword: 'stop', word: 'OPTOUT' });
  });
});
