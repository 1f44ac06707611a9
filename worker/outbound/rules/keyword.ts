/**
 * words by which a person says that they want no more texts, want them again, or need help. Only a text that is
 * nothing but such a word counts; case, blanks and punctuation around it do not matter.
 */
export type Keyword = 'stop' | 'start' | 'help';

const WORDS: Record<Keyword, readonly string[]> = {
  stop: ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT'],
  start: ['START', 'YES', 'UNSTOP'],
  help: ['HELP', 'INFO'],
};

const KEYWORDS = new Map<string, Keyword>(
  (Object.keys(WORDS) as Keyword[]).flatMap(keyword => WORDS[keyword].map(word => [word, keyword] as const)),
);

/** What the text asks for, if it is one of the words, and the word as it is kept. */
export function keywordOf(body: string): { keyword: Keyword; word: string } | undefined {
  // "Opt-out" and "stop all" are the same words written apart; "stop it please" is not.
  const word = body
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toUpperCase();
  const keyword = KEYWORDS.get(word);
  return keyword && { keyword, word };
}
