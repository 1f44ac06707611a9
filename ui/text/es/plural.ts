const rules = new Intl.PluralRules('es');

/** The word for this many. */
export const plural = (n: number, one: string, many: string): string => (rules.select(n) === 'one' ? one : many);

/** "1 número", "4 números". */
export const count = (n: number, one: string, many: string): string => `${n} ${plural(n, one, many)}`;

export const numbers = (n: number): string => count(n, 'número', 'números');
