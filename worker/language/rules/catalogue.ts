/** How parts of a sentence are put: `{0!}` an act, `{0~}` what happened, `{0&}` names, `{0@}` days and times. */
export interface Parts {
  /** Undefined where the act is not known: another pattern may fit. */
  act(word: string): string | undefined;
  happened(word: string): string | undefined;
  names(words: string): string;
  hours(words: string): string;
}

interface Pattern {
  fits: RegExp;
  /** Which part each group is, and of what kind. */
  parts: readonly (readonly [place: number, kind: string])[];
  says: string;
  /** How much of it is not left open; the most telling pattern is tried first. */
  weight: number;
}

const OPEN = /\{(\d)([#!~&@]?)\}/g;

/**
 * Says the server's sentences in another language. Keys are its sentences with `{0}`, `{1}` … where names, numbers and the
 * like stand, `{0#}` for digits only. What is not known is said as it came: whole first, then sentence by sentence.
 */
export function catalogue(
  sentences: Readonly<Record<string, string>>,
  how: Partial<Parts> = {},
): (sentence: string) => string {
  const whole = new Map<string, string>();
  const patterns: Pattern[] = [];
  for (const [key, says] of Object.entries(sentences)) {
    if (key.includes('{')) patterns.push(patternOf(key, says));
    else whole.set(key, says);
  }
  patterns.sort((a, b) => b.weight - a.weight);

  const part = (kind: string, value: string): string | undefined => {
    if (kind === '!' && how.act) return how.act(value);
    if (kind === '~' && how.happened) return how.happened(value);
    if (kind === '&' && how.names) return how.names(value);
    if (kind === '@' && how.hours) return how.hours(value);
    return kind === '#' ? value : say(value);
  };
  const known = (sentence: string): string | undefined => {
    const exact = whole.get(sentence);
    if (exact !== undefined) return exact;
    for (const { fits, parts, says } of patterns) {
      const found = fits.exec(sentence);
      if (!found) continue;
      const values = new Map(parts.map(([place, kind], at) => [place, part(kind, found[at + 1] ?? '')]));
      if ([...values.values()].includes(undefined)) continue;
      return says.replace(OPEN, (_, place: string) => values.get(Number(place)) ?? '');
    }
    return undefined;
  };
  const say = (sentence: string): string => {
    if (!/[a-z]/i.test(sentence)) return sentence;
    return known(sentence) ?? bySentence(sentence);
  };
  /** As many sentences at once as are known together. */
  const bySentence = (text: string): string => {
    const all = text.split(/(?<=[.!?])\s+(?=\p{Lu})/u);
    if (all.length < 2 || all.length > 12) return text;
    const saying: string[] = [];
    let knows = false;
    for (let at = 0; at < all.length; ) {
      let to = all.length;
      let found: string | undefined;
      for (; to > at && found === undefined; to -= 1) found = known(all.slice(at, to).join(' '));
      saying.push(found ?? all[at] ?? '');
      knows ||= found !== undefined;
      at = found === undefined ? at + 1 : to + 1;
    }
    return knows ? saying.join(' ') : text;
  };
  return say;
}

function patternOf(key: string, says: string): Pattern {
  const parts: [number, string][] = [];
  let source = '';
  let from = 0;
  for (const open of key.matchAll(OPEN)) {
    const [text, place = '', kind = ''] = open;
    source += escaped(key.slice(from, open.index)) + (kind === '#' ? '(\\d[\\d.,]*)' : '(.+?)');
    parts.push([Number(place), kind]);
    from = open.index + text.length;
  }
  source += escaped(key.slice(from));
  const digits = parts.filter(([, kind]) => kind === '#').length;
  return { fits: new RegExp(`^${source}$`, 's'), parts, says, weight: key.replace(OPEN, '').length + digits / 10 };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
