import type { Ctx } from '../context.ts';
import { LostRace } from '../edge/db.ts';
import { TwilioError } from '../edge/twilio.ts';
import { callerOf, keyOf } from '../inbox/rules/caller.ts';
import type { Viewer } from '../inbox/rules/visible.ts';
import { threadAt } from '../inbox/thread.ts';
import { forbidden, notFound, Problem } from '../problem.ts';
import { twilioFor } from '../tenancy/telephony.ts';
import { linkTo, readGreeting, readToken } from './link.ts';
import { rangeOf } from './rules/range.ts';
import { heard, mediaOf, soundOf, voicemailIn } from './store.ts';

/** Gives whoever sees a voicemail in the inbox an address to hear it at, and notes that it was heard (S-3). */
export async function linkToVoicemail(
  ctx: Ctx,
  place: { agencyId: string; subAccountId: string },
  viewer: Viewer,
  id: string,
): Promise<{ url: string; expiresAt: number }> {
  const found = await voicemailIn(ctx, place, id);
  if (!found) throw notFound('voicemail');
  const key = keyOf(callerOf({ id: found.callId, kind: 'call', direction: 'in', from: found.from, to: found.to }));
  const { seen } = await threadAt(ctx, place, viewer, key);
  if (!seen.some(record => record.voicemail?.id === id)) throw notFound('voicemail');
  if (found.heardAt === null) await noteHeard(ctx, place, id);
  return linkTo(ctx, { kind: 'voicemail', id });
}

async function noteHeard(ctx: Ctx, place: { agencyId: string; subAccountId: string }, id: string): Promise<void> {
  try {
    await ctx.db.commit(heard(ctx, place, id));
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
  }
}

/** Streams what a signed address names from Twilio, so that neither credentials nor Twilio's address leave us (S-3). */
export async function play(ctx: Ctx, kind: 'voicemail' | 'media', token: string, range?: string): Promise<Response> {
  const read = await readToken(ctx, token);
  if (!read || read.opens.kind !== kind) throw forbidden('This address is not one of ours. Open the inbox again.');
  if (read.expiresAt <= ctx.now) throw forbidden('This address has expired. Press play again in the inbox.');
  const { opens } = read;
  const source =
    opens.kind === 'voicemail'
      ? await sound(ctx, opens.id, range)
      : await attachment(ctx, opens.id, opens.index, range);
  return passedOn(range === undefined ? source : await cut(source, range), opens.kind);
}

/** A recorded greeting, for Twilio to play to a caller (S-2). */
export async function playGreeting(ctx: Ctx, token: string): Promise<Response> {
  const greeting = await readGreeting(ctx, token);
  if (!greeting) throw forbidden('This address is not one of ours.');
  return passedOn(await recording(ctx, greeting.accountSid, greeting.recordingSid), 'voicemail');
}

async function sound(ctx: Ctx, voicemailId: string, range: string | undefined): Promise<Response> {
  const found = await soundOf(ctx, voicemailId);
  if (!found) throw notFound('voicemail');
  return recording(ctx, found.twilioAccountSid, found.recordingSid, range);
}

async function recording(ctx: Ctx, accountSid: string, sid: string, range?: string): Promise<Response> {
  const twilio = await twilioFor(ctx, accountSid);
  try {
    return await twilio.fetchRecording(sid, range);
  } catch (cause) {
    if (!(cause instanceof TwilioError)) throw cause;
    if (cause.status === 404) throw notFound('recording');
    throw unplayable(cause);
  }
}

async function attachment(ctx: Ctx, messageId: string, index: number, range: string | undefined): Promise<Response> {
  const found = await mediaOf(ctx, messageId);
  const url = found?.media[index];
  // Credentials go to Twilio alone, whatever a text's row may say.
  if (!found || !url?.startsWith(`${ctx.env.TWILIO_API_BASE}/`)) throw notFound('attachment');
  const { sid, token } = (await twilioFor(ctx, found.twilioAccountSid)).account;
  const headers = { authorization: `Basic ${btoa(`${sid}:${token}`)}`, ...(range && { range }) };
  let answer: Response;
  try {
    answer = await fetch(url, { headers, signal: AbortSignal.timeout(15_000) });
  } catch (cause) {
    throw unplayable(cause);
  }
  if (answer.ok) return answer;
  await answer.body?.cancel();
  if (answer.status === 404) throw notFound('attachment');
  throw unplayable(new Error(`Twilio answered ${answer.status}`));
}

/** Players jump about in a sound: where Twilio sends the whole of it nevertheless, the part is cut out here. */
async function cut(source: Response, range: string): Promise<Response> {
  if (source.status !== 200) return source;
  const bytes = await source.arrayBuffer();
  const part = rangeOf(range, bytes.byteLength);
  const headers = new Headers(source.headers);
  headers.set('accept-ranges', 'bytes');
  if (part === undefined) return new Response(bytes, { headers });
  headers.delete('content-length');
  headers.set('content-range', `bytes ${part ? `${part.start}-${part.end}` : '*'}/${bytes.byteLength}`);
  if (part === null) return new Response(null, { status: 416, headers });
  return new Response(bytes.slice(part.start, part.end + 1), { status: 206, headers });
}

const KEPT = ['content-type', 'content-length', 'content-range', 'accept-ranges', 'last-modified'];
const SHOWN = /^(?:image\/(?!svg)|audio\/|video\/)/;

function passedOn(source: Response, kind: 'voicemail' | 'media'): Response {
  const headers = new Headers({
    'cache-control': 'private, max-age=600',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  });
  for (const name of KEPT) {
    const value = source.headers.get(name);
    if (value) headers.set(name, value);
  }
  const isShown = kind === 'voicemail' || SHOWN.test(source.headers.get('content-type') ?? '');
  headers.set('content-disposition', isShown ? 'inline' : 'attachment');
  return new Response(source.body, { status: source.status, headers });
}

function unplayable(cause: unknown): Problem {
  const detail = 'The phone company did not hand it over. Try again in a minute.';
  return new Problem(502, { code: 'not_played', title: 'Not played.', detail }, { cause });
}
