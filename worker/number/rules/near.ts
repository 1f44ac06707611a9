import { areaCodeOf } from './offer.ts';

/** N-1: where a sub-account is at home on the phone: by the numbers it holds, else by its people's own. */
export interface Around {
  held: readonly string[];
  people: readonly string[];
}

export interface Near {
  areaCode: string;
  /** What tells it. */
  why: keyof Around;
}

/** The area code most of them share, the lower one of two; undefined where no number has one. */
export function areaNear({ held, people }: Around): Near | undefined {
  const [byHeld, byPeople] = [mostOf(held), mostOf(people)];
  if (byHeld) return { areaCode: byHeld, why: 'held' };
  return byPeople ? { areaCode: byPeople, why: 'people' } : undefined;
}

/** North American codes of toll-free numbers, which are near nobody. */
const TOLL_FREE = /^8(00|33|44|55|66|77|88)$/;

function mostOf(e164s: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const e164 of e164s) {
    const code = areaCodeOf(e164);
    if (code && !TOLL_FREE.test(code)) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0];
}
