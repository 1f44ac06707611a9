import { signal } from '@preact/signals';

/** What was typed and not sent, by conversation: kept while somebody looks at another one. */
const drafts = new Map<string, string>();

/** Bumped when a text is put into a composer from outside it. */
export const rewritten = signal(0);

export const draftOf = (key: string) => drafts.get(key) ?? '';

export function keepDraft(key: string, body: string): void {
  if (body) drafts.set(key, body);
  else drafts.delete(key);
}

/** Puts a text that did not arrive into the composer again. */
export function writeAgain(key: string, body: string): void {
  keepDraft(key, body);
  rewritten.value += 1;
}
