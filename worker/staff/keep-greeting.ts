import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import { LostRace } from '../edge/db.ts';
import { TwilioError } from '../edge/twilio.ts';
import { field } from '../routing/signature.ts';
import { onlyFrom, type Webhook } from '../routing/verify.ts';
import { twilioFor } from '../tenancy/telephony.ts';
import { greetingLink } from '../voicemail/link.ts';
import { askTwiml, goodbyeTwiml, keptTwiml, noGreetingTwiml, recordGreetingTwiml } from './greeting-twiml.ts';
import { greetingKept } from './settings.ts';
import { numbersOf, type Place, peopleOf } from './store.ts';

/** The phone that is called to record a greeting has answered (S-2). */
export async function askForGreeting(ctx: Ctx, hook: Webhook): Promise<string> {
  return (await recorder(ctx, hook)) ? askTwiml(at(ctx, hook, 'record')) : noGreetingTwiml();
}

/** A key was pressed: 1 records, the first time or again. */
export async function recordGreeting(ctx: Ctx, hook: Webhook): Promise<string> {
  if (field(hook.form, 'Digits') !== '1') return goodbyeTwiml();
  return (await recorder(ctx, hook)) ? recordGreetingTwiml(at(ctx, hook, 'kept')) : noGreetingTwiml();
}

/** A greeting was spoken. It holds from the next call on, also where the person just hung up. */
export async function keepGreeting(ctx: Ctx, hook: Webhook): Promise<string> {
  const recordingSid = field(hook.form, 'RecordingSid');
  const who = await recorder(ctx, hook);
  if (!who || !/^RE\w+$/.test(recordingSid)) return noGreetingTwiml();
  const former = await keep(ctx, who, recordingSid);
  if (former) await forget(ctx, hook.accountSid, former);
  return keptTwiml(await greetingLink(ctx, hook.accountSid, recordingSid), at(ctx, hook, 'record'));
}

interface Recorder extends Place {
  userId: string;
  former: string | null;
}

/** Whose greeting it is. Nobody when they are gone, or the number that called them is no longer held (L-6). */
async function recorder(ctx: Ctx, hook: Webhook): Promise<Recorder | undefined> {
  const { a: agencyId = '', l: subAccountId = '', u: userId = '', n: numberId = '' } = hook.query;
  const place = { agencyId, subAccountId };
  const [[person], [number]] = await Promise.all([
    userId ? peopleOf(ctx, place, userId) : [],
    numberId ? numbersOf(ctx, place, numberId) : [],
  ]);
  if (person?.status !== 'approved' || !number) return undefined;
  // An agency with a Twilio account of its own could sign anything: only for numbers of that account is it heard.
  onlyFrom(number.twilioAccountSid, hook);
  return { ...place, userId, former: person.setting?.greetingRecordingSid ?? null };
}

/** @returns the recording it takes the place of, if that is another one */
async function keep(ctx: Ctx, { userId, former, ...place }: Recorder, recordingSid: string): Promise<string | null> {
  if (former === recordingSid) return null;
  try {
    await ctx.db.commit([
      greetingKept(ctx, place, userId, recordingSid),
      auditLine(ctx, {
        ...place,
        entity: 'staff_setting',
        entityId: userId,
        act: 'greeting_recorded',
        before: { greetingRecordingSid: former },
        after: { greetingRecordingSid: recordingSid },
      }),
    ]);
    return former;
  } catch (cause) {
    // Twilio asked twice at once: it is kept.
    if (cause instanceof LostRace) return null;
    throw cause;
  }
}

/** The former greeting is of no use to anybody. */
async function forget(ctx: Ctx, accountSid: string, recordingSid: string): Promise<void> {
  try {
    await (await twilioFor(ctx, accountSid)).deleteRecording(recordingSid);
  } catch (cause) {
    if (!(cause instanceof TwilioError)) throw cause;
    ctx.log.warn('greeting.not_deleted', { recordingSid, status: cause.status });
  }
}

function at(ctx: Ctx, { query }: Webhook, next: 'record' | 'kept'): string {
  const { a = '', l = '', u = '', n = '' } = query;
  return `${ctx.env.PUBLIC_URL}/twilio/greeting/${next}?${new URLSearchParams({ a, l, u, n })}`;
}
