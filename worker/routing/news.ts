import type { Ctx } from '../context.ts';
import { Problem } from '../problem.ts';
import { noteStream } from './agent-call.ts';
import { noteLeg } from './leg.ts';
import { receiveText } from './receive-text.ts';
import { keepRecording } from './recording.ts';
import { field } from './signature.ts';
import { noteStatus } from './status.ts';
import { keepUnreached, notePassedOn, noteWentOn } from './unreached.ts';
import type { Webhook } from './verify.ts';

/** What Twilio tells once and never again: it sends neither texts nor news of a call a second time. */
export interface News {
  about: About;
  /** As it came; its signature has been looked at. */
  hook: Webhook;
  /** When it came, epoch ms. */
  at: number;
}
type About = keyof typeof NOTED_BY;

const NOTED_BY = {
  leg: noteLeg,
  status: noteStatus,
  stream: noteStream,
  recording: keepRecording,
  text: receiveText,
  unreached: keepUnreached,
  passed_on: notePassedOn,
  went_on: noteWentOn,
};

/** Notes it at once or, where the database is away, has the queue keep it until it is back. Fails only with both. */
export async function takeNews(ctx: Ctx, about: About, hook: Webhook): Promise<void> {
  try {
    await NOTED_BY[about](ctx, hook);
  } catch (cause) {
    // A refusal stays one, however often it is asked.
    if (cause instanceof Problem) throw cause;
    if (!(await ctx.queue.entrust({ kind: 'news', news: { about, hook, at: ctx.now } }))) throw cause;
    ctx.log.error('news.kept_for_later', cause, { about, to: field(hook.form, 'To') });
  }
}

/** Notes what the queue kept, as of when it came. All of it may be noted twice. */
export async function noteNews(ctx: Ctx, { about, hook, at }: News): Promise<void> {
  const actor = { kind: 'twilio', id: field(hook.form, 'CallSid') || hook.accountSid, source: 'webhook' } as const;
  await NOTED_BY[about]({ ...ctx, now: at, actor }, hook);
}
