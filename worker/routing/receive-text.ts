import { timelineEffect } from '../contact/timeline.ts';
import type { Ctx } from '../context.ts';
import { LostRace, type Statement } from '../edge/db.ts';
import { commitWith } from '../notification/commit.ts';
import type { KeyedEffect } from '../notification/rules/effect.ts';
import { type Keyword, keywordOf } from '../outbound/rules/keyword.ts';
import { optedIn, optedOut, textStored } from '../outbound/text-store.ts';
import { triggered } from '../workflow/fire.ts';
import { load } from './load.ts';
import { toOwnAgent } from './own-agent-text.ts';
import { answerHelp, NOTHING, passOn, type Received } from './pass-text-on.ts';
import { type Decision, decide } from './rules/decide.ts';
import type { Facts, Inbound } from './rules/facts.ts';
import { type Form, field } from './signature.ts';
import { type TextFacts, textFactsOf, textQuestions, textShared } from './text-store.ts';
import { onlyFrom, type Webhook } from './verify.ts';

/**
 * a text comes in. It is decided like a call and kept, with everything that follows from it, in one commit before
 * Twilio is answered. A repeat changes nothing; a number out of service keeps nothing.
 */
export async function receiveText(ctx: Ctx, hook: Webhook): Promise<void> {
  const sid = field(hook.form, 'MessageSid');
  const inbound: Inbound = { kind: 'text', from: field(hook.form, 'From'), to: field(hook.form, 'To') };
  const loaded = await load(ctx, '', inbound, { also: textQuestions(inbound) });
  if (loaded.twilioAccountSid) onlyFrom(loaded.twilioAccountSid, hook);
  const decision = decide(inbound, loaded.facts, ctx.now);
  const place = placeOf(loaded.facts);
  const media = mediaOf(hook.form);
  const body = field(hook.form, 'Body');
  if (!place && sid && (await toOwnAgent(ctx, loaded.facts, { sid, inbound, body, media, decision }))) return;
  if (!place || !sid || decision.outcome === 'not_in_service') {
    return ctx.log.info('text.not_in_service', { sid, to: inbound.to, why: decision.trace.map(line => line.why) });
  }
  const text = { id: ctx.id('msg'), sid, inbound, body, media, place, decision };
  await keep(ctx, text, textFactsOf(loaded.also));
}

async function keep(ctx: Ctx, text: Received, extra: TextFacts): Promise<void> {
  const { agencyId } = text.place;
  const said = spoken(text.body, extra);
  const passedOn = said ? NOTHING : passOn(ctx, text, extra);
  const answered = said?.keyword === 'help' ? answerHelp(ctx, text, extra) : NOTHING;
  const changes = [
    ...textStored(ctx, rowOf(ctx, text), said && { keyword: said.word }),
    ...textShared(ctx, {
      messageId: text.id,
      subAccountId: text.place.subAccountId,
      userIds: readersOf(text.decision),
    }),
    ...(said ? heeded(ctx, text, said) : []),
    ...passedOn.changes,
    ...answered.changes,
  ];
  const { place, id } = text;
  const told = triggered({ ...place, happening: 'text_received', subjectId: id, at: ctx.now });
  const effects = [...passedOn.effects, ...answered.effects, ...onTimeline(ctx, text), told];
  try {
    await commitWith(ctx, agencyId, changes, effects);
  } catch (cause) {
    if (!(cause instanceof LostRace && cause.constraint.includes('message_sid'))) throw cause;
  }
}

type Said = { keyword: Keyword; word: string };

/** START and its synonyms are ordinary words for whoever never opted out: many answer a question with "Yes". */
function spoken(body: string, { optedOut }: TextFacts): Said | undefined {
  const said = keywordOf(body);
  return said?.keyword === 'start' && !optedOut ? undefined : said;
}

/** STOP and START take effect with the text itself. */
function heeded(ctx: Ctx, { inbound, place }: Received, { keyword, word }: Said): Statement[] {
  const of = { subAccountId: place.subAccountId, e164: inbound.from };
  if (keyword === 'stop') return [optedOut(ctx, { ...of, keyword: word })];
  return keyword === 'start' ? [optedIn(ctx, of)] : [];
}

function rowOf(ctx: Ctx, { id, sid, inbound, body, media, place, decision }: Received) {
  return {
    id,
    ...place,
    direction: 'in' as const,
    from: inbound.from,
    to: inbound.to,
    body,
    media,
    kind: 'inbound' as const,
    messageSid: sid,
    status: 'received' as const,
    unknown: decision.unknown,
    contactId: decision.contact?.id ?? null,
    decision: { ...decision },
    at: ctx.now,
  };
}

/**
 * Whose inbox it is in: everybody it was delivered to, and whom the rule selected (U-8). R-16: one that nobody may get, such as
 * to a number whose user is blocked, is everybody's.
 */
function readersOf({ steps, selected }: Decision): string[] {
  const delivered = steps.flatMap(step => (step.kind === 'deliver' ? step.userIds : []));
  return delivered.length ? [...selected, ...delivered] : [];
}

function onTimeline(ctx: Ctx, { id, inbound, body, place, decision }: Received): KeyedEffect[] {
  const { agencyId, subAccountId } = place;
  return timelineEffect({
    agencyId,
    subAccountId,
    contactIds: decision.timeline,
    key: `text:${id}`,
    kind: 'text',
    direction: 'in',
    at: ctx.now,
    from: inbound.from,
    to: inbound.to,
    status: 'received',
    body,
  });
}

/** Only a holder in service owns the record (N-10). */
function placeOf({ number, assignment, subAccount }: Facts): Received['place'] | undefined {
  if (!number || !assignment || !subAccount) return undefined;
  return {
    agencyId: number.agencyId,
    subAccountId: subAccount.id,
    assignmentId: assignment.id,
    numberId: number.id,
  };
}

const MOST_MEDIA = 10;

function mediaOf(form: Form): string[] {
  const count = Math.min(MOST_MEDIA, Number(field(form, 'NumMedia')) || 0);
  return Array.from({ length: count }, (_, n) => field(form, `MediaUrl${n}`)).filter(Boolean);
}
