import { isLive } from '../assignment/rules/live.ts';
import { timelineEffect } from '../contact/timeline.ts';
import type { Ctx } from '../context.ts';
import { LostRace } from '../edge/db.ts';
import { type TwilioClient, TwilioError, type TwilioMessage } from '../edge/twilio.ts';
import { commitWith } from '../notification/commit.ts';
import type { KeyedEffect } from '../notification/rules/effect.ts';
import { isDialable } from '../number/rules/phone.ts';
import { twilioFor } from '../tenancy/telephony.ts';
import { OPTED_OUT, type OwnErrorCode } from './rules/carrier-error.ts';
import { isAllowedCountry } from './rules/destination.ts';
import { textStatusOf } from './rules/text-status.ts';
import { recipientOf } from './store.ts';
import {
  begin,
  linkedSids,
  type MessageRow,
  type Outgoing,
  optedOut,
  outgoing,
  putBack,
  type TextNews,
  textMoved,
} from './text-store.ts';

/** Twilio's clock against ours. */
const SLACK_MS = 30_000;
const RATE_LIMITED = 429;

/**
 * Carries out the effect `send_text`: gives a text to Twilio once. Sending is not idempotent, so a text whose earlier attempt
 * had no answer is looked for at Twilio before it is sent again. Throws when it should be tried again later.
 */
export async function handOver(ctx: Ctx, effect: { messageId: string; evenIfOptedOut?: boolean }): Promise<void> {
  const found = await outgoing(ctx, effect.messageId);
  if (!found || found.message.messageSid) return;
  const { message } = found;
  if (message.status !== 'queued' && message.status !== 'sending') return;
  const stop = whyNot(ctx, found, effect.evenIfOptedOut ?? false);
  const twilio = await twilioFor(ctx, found.twilioAccountSid);
  if (message.status === 'sending') {
    const earlier = await lookUp(ctx, twilio, message);
    if (earlier) return taken(ctx, message, earlier);
  }
  if (stop) return noteText(ctx, message, { messageSid: null, status: 'failed', errorCode: stop });
  if (message.status === 'queued' && !(await begin(ctx, message))) return;
  await send(ctx, twilio, message);
}

/** L-6, N-7, R-13, R-14, R-17: what was allowed when it was written may not be any more. */
function whyNot(ctx: Ctx, found: Outgoing, evenIfOptedOut: boolean): OwnErrorCode | typeof OPTED_OUT | undefined {
  const { message, assignment, allowedCountries } = found;
  if (!isLive(assignment, ctx.now)) return 'ended';
  if (found.optedOut && !evenIfOptedOut) return OPTED_OUT;
  const isPassedOn = message.kind === 'relay' || message.kind === 'copy';
  if (isPassedOn && found.isOurs) return 'loop';
  if (found.callPurpose === 'do_not_originate') return 'do_not_originate';
  if (!isDialable(message.to) || !isAllowedCountry(message.to, allowedCountries)) return 'not_allowed';
  return undefined;
}

async function send(ctx: Ctx, twilio: TwilioClient, message: MessageRow): Promise<void> {
  const { from, to, body } = message;
  const statusCallback = `${ctx.env.PUBLIC_URL}/twilio/sms/status?m=${message.id}`;
  let sent: TwilioMessage;
  try {
    sent = await twilio.sendMessage({ from, to, body, statusCallback });
  } catch (cause) {
    if (!(cause instanceof TwilioError)) throw cause;
    if (cause.status === RATE_LIMITED) await putBack(ctx, message);
    if (cause.status < 400 || cause.status >= 500 || cause.status === RATE_LIMITED) throw cause;
    ctx.log.warn('text.refused', { id: message.id, code: cause.code });
    return noteText(ctx, message, { messageSid: null, status: 'failed', errorCode: String(cause.code) });
  }
  await taken(ctx, message, sent);
}

/** A text that Twilio took although its answer never came: same pair, same words, and nobody else's. */
async function lookUp(ctx: Ctx, twilio: TwilioClient, message: MessageRow): Promise<TwilioMessage | undefined> {
  const { from, to, body } = message;
  const since = (message.statusAt ?? message.at) - SLACK_MS;
  const same = (await twilio.findMessages({ from, to }, since)).filter(found => found.body.trim() === body.trim());
  const linked = await linkedSids(
    ctx,
    same.map(found => found.sid),
  );
  // Oldest first: the first attempt's is ours.
  return same.reverse().find(found => !linked.has(found.sid));
}

function taken(ctx: Ctx, message: MessageRow, { sid, status, error_code }: TwilioMessage): Promise<void> {
  const errorCode = error_code ? String(error_code) : null;
  return noteText(ctx, message, { messageSid: sid, status: textStatusOf(status) ?? 'sending', errorCode });
}

/** Writes down how a text stands, and on the contact's timeline once it is known to be on its way or lost (C-2, O-4). */
export async function noteText(ctx: Ctx, message: MessageRow, news: TextNews): Promise<void> {
  const changes = textMoved(ctx, message, news);
  if (news.errorCode === OPTED_OUT) {
    changes.push(optedOut(ctx, { subAccountId: message.subAccountId, e164: message.to, keyword: 'carrier' }));
  }
  try {
    await commitWith(ctx, message.agencyId, changes, await onTimeline(ctx, message, news));
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
  }
}

async function onTimeline(ctx: Ctx, message: MessageRow, news: TextNews): Promise<KeyedEffect[]> {
  if (message.kind !== 'manual' && message.kind !== 'automatic') return [];
  const { agencyId, subAccountId, id, at, from, to, body, userId } = message;
  const { timeline } = await recipientOf(ctx, { agencyId, subAccountId }, to);
  return timelineEffect({
    agencyId,
    subAccountId,
    contactIds: timeline,
    key: `text:${id}`,
    kind: 'text',
    direction: 'out',
    at,
    from,
    to,
    status: news.status === 'failed' || news.status === 'undelivered' ? news.status : 'sent',
    body,
    ...(userId && { userId }),
  });
}
