import { numberText, type Tone } from '../../kit/index.ts';
import { t } from '../../text/index.ts';
import type { Catalogue, Delivery, Hook, Run } from './calls.ts';

/** The catalogue speaks both languages by itself; the page's is chosen. */
export function said(words: { en: string; es: string }): string {
  return document.documentElement.lang.startsWith('es') ? words.es : words.en;
}

/** A trigger or action by its name; by its key while the catalogue is still on its way. */
export function named(catalogue: Catalogue | undefined, key: string): string {
  const found = [...(catalogue?.triggers ?? []), ...(catalogue?.actions ?? [])].find(one => one.key === key);
  return found ? said(found.title) : key.replaceAll('_', ' ');
}

export const DELIVERY_TONE: Record<Delivery['state'], Tone> = { waiting: 'wait', delivered: 'good', failed: 'bad' };

export function runState({ kind, state }: Run): { tone: Tone; text: string } {
  const tone: Record<Run['state'], Tone> = { running: 'wait', done: 'good', refused: 'bad', broken: 'bad' };
  return { tone: tone[state], text: t.workflows[kind === 'trigger' ? 'toldState' : 'runState'][state] };
}

export function hookState({ troubled, lastTriedAt }: Hook): { tone: Tone; text: string } {
  const words = t.workflows.hook;
  if (troubled > 0) return { tone: 'bad', text: words.troubled(troubled) };
  return lastTriedAt === null ? { tone: 'free', text: words.quiet } : { tone: 'good', text: words.fine };
}

/** A receiver by its host: the rest of the address may be its secret. */
export function receiver(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}

/** Whose it is, where an agency looks. */
export function placeName(place: { name: string } | null): string {
  return place?.name ?? t.workflows.wholeAgency;
}

/** A number as people read it; anything else as it is. */
export function aboutText(about: string): string {
  return /^\+\d{7,15}$/.test(about) ? numberText(about) : about;
}

/** Why something did not arrive, in a sentence; null where nothing is wrong. */
export function troubleText(trouble: { code: string; status: number | null } | null): string | null {
  if (!trouble) return null;
  const words = t.workflows.delivery.trouble[trouble.code];
  return words ? words(trouble.status ?? 0) : trouble.code.replaceAll('_', ' ');
}

export function deliveryTrouble({ error, status }: Pick<Delivery, 'error' | 'status'>): string | null {
  return troubleText(error === null ? null : { code: error, status });
}

export function runTrouble({ error, trouble }: Pick<Run, 'error' | 'trouble'>): string | null {
  return error ?? troubleText(trouble);
}
