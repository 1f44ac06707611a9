/**
 * Half an emoji, as some system cut it in two, becomes the replacement character. The database refuses a text with one in it;
 * one that gets in as JSON makes every later answer that it is part of fail.
 */
export function wellFormed<T>(value: T): T {
  return typeof value === 'string' ? (value.toWellFormed() as T) : value;
}

/** JSON whose texts the database may take out and keep by themselves. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => wellFormed(one));
}
