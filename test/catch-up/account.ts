import { message, number } from '../../schema/index.ts';
import { type CatchUp, catchUp } from '../../worker/catch-up/catch-up.ts';
import type { ListedCall, ListedText } from '../../worker/edge/twilio.ts';
import { runJob } from '../../worker/job.ts';
import { ACCOUNT, activate, type Line, openLine, STRANGER } from '../routing/line.ts';

export const MINUTE = 60_000;
export const FORWARD = '+12125550199';
export const sid = (kind: string, n: number) => `${kind}${String(n).padStart(32, '0')}`;

/** What Twilio lists, newest first and two to a page. */
interface Lists {
  texts: ListedText[];
  calls: ListedCall[];
  legs: Record<string, ListedCall[]>;
  media: Record<string, string[]>;
}

/** A number that has been active for a day, and its account at Twilio. */
export async function account() {
  const line = await openLine();
  const lists: Lists = { texts: [], calls: [], legs: {}, media: {} };
  const page = <T extends { at: number }>(all: T[], next = '0') => {
    const sorted = all.toSorted((a, b) => b.at - a.at);
    const at = Number(next);
    return { items: sorted.slice(at, at + 2), next: at + 2 < sorted.length ? String(at + 2) : null };
  };
  const twilio = {
    account: { sid: ACCOUNT, token: 'x' },
    textsSince: async (_since: number, next?: string) => page(lists.texts, next),
    callsSince: async (_since: number, next?: string) => page(lists.calls, next),
    legsOf: async (of: string) => lists.legs[of] ?? [],
    media: async (of: string) => lists.media[of] ?? [],
  };
  line.with({ twilio: () => twilio as never });
  const { ctx, tenant } = line;
  await ctx.db.read.update(number).set({ boughtAt: ctx.now - 3 * 24 * 60 * MINUTE });
  await activate(ctx, tenant, { createdAt: ctx.now - 24 * 60 * MINUTE, activatedAt: ctx.now - 24 * 60 * MINUTE });
  const text = (n: number, minutesAgo: number, over: Partial<ListedText> = {}): ListedText => ({
    ...{ sid: sid('SM', n), direction: 'inbound', from: STRANGER, to: tenant.e164, body: `Text ${n}` },
    ...{ at: ctx.now - minutesAgo * MINUTE, mediaCount: 0, ...over },
  });
  const ring = (n: number, minutesAgo: number, over: Partial<ListedCall> = {}): ListedCall => ({
    ...{ sid: sid('CA', n), direction: 'inbound', from: STRANGER, to: tenant.e164, forwardedFrom: null },
    ...{ status: 'completed', isOver: true, at: ctx.now - minutesAgo * MINUTE, durationS: 40 },
    ...{ endedAt: ctx.now - minutesAgo * MINUTE + 40_000, ...over },
  });
  return { line, lists, text, ring };
}

/** Looks through everything of the last hour, page after page, as the queue would. */
export async function lookThrough(line: Line, over: Partial<CatchUp> = {}): Promise<void> {
  const { ctx } = line;
  const span = { since: ctx.now - 60 * MINUTE, until: ctx.now - 5 * MINUTE };
  ctx.sent.jobs.length = 0;
  await catchUp(ctx, { accountSid: ACCOUNT, span, list: 'texts', ...over });
  for (let job = ctx.sent.jobs.shift(); job; job = ctx.sent.jobs.shift()) {
    if (job.kind === 'catch_up') await runJob(ctx, job);
  }
}

export const bodies = async ({ ctx }: Line) =>
  (await ctx.db.read.select().from(message).orderBy(message.at)).map(row => [row.body, row.at]);
