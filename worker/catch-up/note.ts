import { type Away, noteAgain } from './rules/window.ts';

export const AWAY = 'away:';

interface Kv {
  get(key: string): Promise<string | null>;
  put(key: string, value: string): Promise<void>;
}

/**
 * the second Worker answers in the first one's place, which then has something to catch up with. At most one write a
 * minute and account. @param now epoch ms
 */
export async function noteAway(kv: Kv, accountSid: string, now: number): Promise<void> {
  const known = readAway(await kv.get(AWAY + accountSid));
  if (!noteAgain(known, now)) return;
  await kv.put(AWAY + accountSid, JSON.stringify({ since: known?.since ?? now, last: now } satisfies Away));
}

export function readAway(note: string | null): Away | undefined {
  if (!note) return undefined;
  const { since, last }: Partial<Away> = JSON.parse(note);
  return since !== undefined && last !== undefined ? { since, last } : undefined;
}
