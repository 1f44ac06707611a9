import type { Ctx } from '../context.ts';
import type { Job } from '../edge/queue.ts';
import { lastNight } from '../reconcile/rules/due.ts';
import { AWAY, readAway } from './note.ts';
import { type Span, spanAway, spanOfNight } from './rules/window.ts';
import { ownAccountsAcrossTenants } from './store.ts';

const NIGHT = 'caught-up';

/**
 * has looked up at Twilio what came while we were away: soon after the second Worker answered for us, and every
 * night what neither of them saw. A note is taken away only when the queue has the work; doing it twice changes nothing.
 */
export async function sweepArrivals(ctx: Ctx): Promise<void> {
  await afterAbsence(ctx);
  await everyNight(ctx);
}

async function afterAbsence(ctx: Ctx): Promise<void> {
  const { keys } = await ctx.fallback.list({ prefix: AWAY });
  for (const { name } of keys) {
    const note = readAway(await ctx.fallback.get(name));
    const due = note && spanAway(note, ctx.now);
    if (!due || !(await ctx.queue.entrust(lookThrough(name.slice(AWAY.length), due.span)))) continue;
    if (due.left) await ctx.fallback.put(name, JSON.stringify(due.left));
    else await ctx.fallback.delete(name);
  }
}

async function everyNight(ctx: Ctx): Promise<void> {
  const before = Number(await ctx.fallback.get(NIGHT)) || undefined;
  if (before !== undefined && before >= lastNight(ctx.now)) return;
  const span = spanOfNight(before, ctx.now);
  for (const sid of [ctx.env.TWILIO_ACCOUNT_SID, ...(await ownAccountsAcrossTenants(ctx))]) {
    if (!(await ctx.queue.entrust(lookThrough(sid, span)))) return;
  }
  await ctx.fallback.put(NIGHT, String(ctx.now));
}

function lookThrough(accountSid: string, span: Span): Job {
  return { kind: 'catch_up', accountSid, span, list: 'texts' };
}
