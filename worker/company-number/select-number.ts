import { notActive, wiredWords } from '../agent/attach.ts';
import { unwired } from '../agent/wires.ts';
import { isLive } from '../assignment/rules/live.ts';
import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import { conflict, notFound } from '../problem.ts';
import type { Place } from '../staff/store.ts';
import { attempt } from './attempt.ts';
import { companyNumberIn, type Held, loadOffice } from './load.ts';
import type { SelectNumber } from './shape.ts';
import { associationsCleared, defaultBegun, opened, settingsBegun } from './statements.ts';

/** L-1, U-1: makes a number in service a company number, with its default rule. What it replaces is said first. */
export function selectNumber(ctx: Ctx, place: Place, { numberId, replace }: SelectNumber): Promise<void> {
  return attempt('Not made a company number.', async () => {
    const held = (await loadOffice(ctx, place)).numbers.find(number => number.numberId === numberId);
    if (!held) throw notFound('number');
    if (held.wiredTo === 'company') return;
    if (!isLive(held, ctx.now)) throw notActive(held, 'Not made a company number.');
    if (held.wiredTo !== null && !replace) throw inUse(held);
    await ctx.db.commit([
      opened(ctx, place, held),
      auditLine(ctx, { ...lineOf(place, held, 'made_company_number'), after: { ...UNWIRED, wiredTo: 'company' } }),
      settingsBegun(ctx, place, held),
      defaultBegun(ctx, place, held),
      associationsCleared(ctx, place, numberId),
    ]);
  });
}

/** Takes a number out of common use. Its settings and rules wait, should it come back before its assignment ends. */
export function removeNumber(ctx: Ctx, place: Place, numberId: string): Promise<void> {
  return attempt('Not removed.', async () => {
    const held = companyNumberIn(await loadOffice(ctx, place), numberId);
    await ctx.db.commit([
      unwired(ctx, place, held),
      auditLine(ctx, { ...lineOf(place, held, 'company_number_removed'), after: UNWIRED }),
      associationsCleared(ctx, place, numberId),
    ]);
  });
}

const UNWIRED = { wiredTo: null, wiredUserId: null, wiredAgentId: null };

function lineOf(place: Place, held: Held, act: string) {
  return { ...place, entity: 'number', entityId: held.numberId, act, before: wireOf(held) };
}

function wireOf({ wiredTo, wiredUserId, wiredAgentId }: Held) {
  return { wiredTo, wiredUserId, wiredAgentId };
}

function inUse(held: Held) {
  const why = `${wiredWords(held)}. Confirm to open it to everybody instead.`;
  const params = { e164: held.e164, wiredTo: held.wiredTo ?? '', user: held.wiredUserName ?? '' };
  return conflict('number_in_use', 'Not made a company number yet.', why, {
    ...params,
    agent: held.wiredAgentName ?? '',
  });
}
