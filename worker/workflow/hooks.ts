import { isSandbox } from '../agent/target.ts';
import type { Ctx } from '../context.ts';
import { LostRace } from '../edge/db.ts';
import { conflict, type FieldError, invalid, notFound, refused } from '../problem.ts';
import type { Caller } from './caller.ts';
import { triggerOf } from './catalogue/index.ts';
import { fieldOf } from './rules/filter.ts';
import { targetOf } from './rules/target.ts';
import type { HookFilter, NewHook } from './shape.ts';
import { newSecret } from './sign.ts';
import { subscriptionEnded } from './store/delivery.ts';
import { type HookRow, hookMade, hooksOf, liveHooks, secretReplaced } from './store/hook.ts';

/** So many at one place: each event of a trigger is one delivery to each of them. */
const MOST = 100;
/** While a receiver learns the new secret, deliveries are signed with both. */
const OVERLAP_MS = 24 * 3_600_000;
/** What the fields of a new hook are called where it was asked for, for refusals. */
const FIELDS = { trigger: 'trigger', targetUrl: 'targetUrl' };

export type HookItem = ReturnType<typeof hookItem>;

/** A hook as it is shown; its secret never is. */
function hookItem({ hook, place, lastTriedAt, troubled }: HookRow, now: number) {
  const { id, kind, trigger, version, targetUrl, filters, createdAt, formerUntil } = hook;
  const isBoth = formerUntil !== null && formerUntil > now;
  return {
    ...{ id, kind, trigger, version, targetUrl, filters, createdAt },
    subAccount: place,
    /** Two secrets sign until then. */
    formerUntil: isBoth ? formerUntil : null,
    lastTriedAt,
    /** Deliveries that failed so far and are tried again. */
    troubled,
  };
}

/** Live hooks, oldest first: the caller's place's, or all of the agency's (T-1). */
export async function listHooks(ctx: Ctx, caller: Caller): Promise<{ items: HookItem[] }> {
  return { items: (await hooksOf(ctx, caller)).map(row => hookItem(row, ctx.now)) };
}

export async function readHook(ctx: Ctx, caller: Caller, id: string): Promise<HookItem> {
  return hookItem(await hookIn(ctx, caller, id), ctx.now);
}

/**
 * Has every event of a trigger sent to an address (W-3). @param caller whose events: a sub-account's, or all of an
 * agency's
 * @returns the hook, and its secret, which is never shown again
 */
export async function makeHook(
  ctx: Ctx,
  caller: Caller,
  wanted: NewHook,
  names = FIELDS,
): Promise<{ hook: HookItem; secret: string }> {
  const trigger = triggerOf(wanted.trigger);
  const target = targetOf(wanted.targetUrl, isSandbox(ctx));
  const errors: FieldError[] = [];
  if (!trigger) errors.push({ field: names.trigger, message: 'There is no such trigger.' });
  if (!target.ok) errors.push({ field: names.targetUrl, message: target.message });
  if (trigger) errors.push(...strangers(wanted.filters, Object.keys(trigger.data)));
  if (!trigger || !target.ok || errors.length) throw invalid(errors);
  const { agencyId, subAccountId = null } = caller;
  if ((await liveHooks(ctx, { agencyId, subAccountId })) >= MOST) {
    throw refused(
      'too_many_hooks',
      'Not added.',
      `There are ${MOST} hooks already. Remove one that is no longer used.`,
    );
  }
  const [id, secret] = [ctx.id('hok'), newSecret()];
  const row = {
    ...{ id, agencyId, subAccountId, kind: 'hook' as const, trigger: trigger.key, version: trigger.version },
    ...{ targetUrl: target.url, filters: wanted.filters, createdAt: ctx.now },
    secret: await ctx.seal.close(secret, `hook:${id}`),
  };
  await ctx.db.commit(hookMade(ctx, row));
  return { hook: await readHook(ctx, caller, id), secret };
}

/** A new secret; the one before goes on being signed with for a day. */
export async function replaceSecret(ctx: Ctx, caller: Caller, id: string): Promise<{ hook: HookItem; secret: string }> {
  const { hook } = await hookIn(ctx, caller, id);
  if (hook.kind !== 'hook') throw notFound('hook');
  const secret = newSecret();
  const sealed = await ctx.seal.close(secret, `hook:${id}`);
  try {
    await ctx.db.commit(secretReplaced(ctx, hook, sealed, ctx.now + OVERLAP_MS));
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
    throw conflict(
      'changed_meanwhile',
      'Not replaced.',
      'Somebody else replaced this secret a moment ago. Look again.',
    );
  }
  return { hook: await readHook(ctx, caller, id), secret };
}

/** Ends a hook; what is still on its way to it is dropped. Removing twice is removing once for REST Hooks: 404. */
export async function removeHook(ctx: Ctx, caller: Caller, id: string): Promise<void> {
  const { hook } = await hookIn(ctx, caller, id);
  try {
    await ctx.db.commit(subscriptionEnded(ctx, hook, 'deleted'));
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
    throw notFound('hook');
  }
}

async function hookIn(ctx: Ctx, caller: Caller, id: string): Promise<HookRow> {
  const [row] = await hooksOf(ctx, caller, id);
  if (!row) throw notFound('hook');
  return row;
}

function strangers(filters: readonly HookFilter[], known: readonly string[]): FieldError[] {
  return filters.flatMap(({ field }, n) =>
    known.includes(fieldOf(field))
      ? []
      : [{ field: `filters.${n}.field`, message: `This trigger has no such field. It has: ${known.join(', ')}.` }],
  );
}
