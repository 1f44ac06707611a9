/** One value that differs between before and after. */
export interface Change {
  field: string;
  before: unknown;
  after: unknown;
}

/** The fields of a line, those that really changed first; values that stayed are left out. */
export function changesOf(before: unknown, after: unknown): Change[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  return names
    .map(field => ({ field, before: was[field] ?? null, after: is[field] ?? null }))
    .filter(change => JSON.stringify(change.before) !== JSON.stringify(change.after));
}

function fieldsOf(value: unknown): Record<string, unknown> {
  if (value === null || value === undefined) return {};
  if (typeof value === 'object' && !Array.isArray(value)) return { ...value };
  return { '': value };
}

/** "Paid through" for `paidThrough`. */
export function fieldName(field: string): string {
  const words = field
    .replaceAll('_', ' ')
    .replace(/([a-z\d])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Whether a number is an instant: epoch ms of the years 2001 to 2100, in a field that is named like one. */
export function isInstant(field: string, value: unknown): value is number {
  const named = /(At|Through|Since|Until|from|to|since|until)$/.test(field);
  return named && typeof value === 'number' && value > 1e12 && value < 4.2e12;
}

/** Whether a number is money in minor units, by what its field is called. */
export function isMoney(field: string): boolean {
  return /(^amount|^markup|[pP]rice|Cost)$/.test(field);
}

/** The currency that a line's values carry beside them. */
export function currencyOf(value: unknown): string | undefined {
  const { currency } = fieldsOf(value);
  return typeof currency === 'string' && /^[a-z]{3}$/i.test(currency) ? currency : undefined;
}
