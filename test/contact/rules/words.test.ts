import { describe, expect, test } from 'vitest';
import { phonePrefixes, wordsOf } from '../../../worker/contact/rules/words.ts';

describe('U-7 contacts are found by any word of their name', () => {
  test.each([
    ['Jamal Okafor', ['jamal', 'okafor']],
    ['  Zoë   ÜNAL-Sørensen ', ['zoe', 'unal', 'sørensen']],
    ["O'Brien, Pat (2nd)", ['o', 'brien', 'pat', '2nd']],
    ['محمد العربي', ['محمد', 'العربي']],
    ['李小龍', ['李小龍']],
    ['Ana Ana ana', ['ana']],
    ['🦷 ', []],
    ['a b c d e f g h i j', ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']],
  ])('%s', (name, words) => {
    expect(wordsOf(name)).toEqual(words);
  });
});

describe('C-1 contacts are found by the beginning of a phone', () => {
  test.each([
    ['(415) 555', ['+415555', '+1415555']],
    ['+44 20', ['+4420']],
    ['0207 946', ['+0207946', '+1207946']],
    ['41', []],
    ['Route 66 Diner', []],
  ])('%s', (typed, prefixes) => {
    expect(phonePrefixes(typed, '1')).toEqual(prefixes);
  });
});
