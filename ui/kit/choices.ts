export interface Choice {
  id: string;
  label: string;
  detail?: string | undefined;
  /** Present when it cannot be chosen: why, and where to mend it. */
  reason?: string | undefined;
  testid?: string | undefined;
}

const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
const digits = (text: string) => text.replace(/\D/g, '');

/** Choices whose label or detail holds every typed word; typed digits find a number however it is written. */
export function matching(choices: readonly Choice[], query: string): readonly Choice[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return choices;
  const typedDigits = digits(query);
  const onlyNumber = typedDigits !== '' && /^[\d\s()+.-]+$/.test(query);
  return choices.filter(choice => {
    const text = plain(`${choice.label} ${choice.detail ?? ''}`);
    if (onlyNumber && digits(text).includes(typedDigits)) return true;
    return words.every(word => text.includes(word));
  });
}

/** Where an arrow moves to in a list of `n`, round the ends; -1 in an empty list. */
export function stepTo(key: 'ArrowDown' | 'ArrowUp' | string, at: number, n: number): number {
  if (n === 0) return -1;
  if (key === 'ArrowDown') return (at + 1) % n;
  return at <= 0 ? n - 1 : at - 1;
}
