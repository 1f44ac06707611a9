import type { Ctx } from '../context.ts';
import { onwards, type PassingNumber } from './rules/loop.ts';
import { passingNumbers } from './store.ts';

/**
 * every one of the agency's own numbers that a call to one of these may pass through, over forwarding and over rules for
 * unknown callers. Each is visited once, so that a circle somebody else closed ends too.
 */
export async function passage(
  ctx: Pick<Ctx, 'db' | 'now'>,
  agencyId: string,
  e164s: readonly string[],
): Promise<PassingNumber[]> {
  const passed: PassingNumber[] = [];
  const seen = new Set<string>();
  let dialled = [...new Set(e164s)];
  while (dialled.length) {
    for (const to of dialled) seen.add(to);
    const hops = await passingNumbers(ctx, agencyId, dialled);
    passed.push(...hops);
    dialled = [...new Set(hops.flatMap(onwards))].filter(to => !seen.has(to));
  }
  return passed;
}
