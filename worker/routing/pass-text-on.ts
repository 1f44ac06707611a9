import type { Ctx } from '../context.ts';
import type { Statement } from '../edge/db.ts';
import type { KeyedEffect } from '../notification/rules/effect.ts';
import { isDialable } from '../number/rules/phone.ts';
import { relayed } from '../outbound/rules/relay.ts';
import { handingOver } from '../outbound/send-text.ts';
import { textStored } from '../outbound/text-store.ts';
import type { Decision } from './rules/decide.ts';
import type { Inbound } from './rules/facts.ts';
import { helpAnswer } from './rules/help.ts';
import type { TextFacts } from './text-store.ts';

/** A text that came in on a number in service, and where it came to. */
export interface Received {
  id: string;
  sid: string;
  inbound: Inbound;
  body: string;
  media: string[];
  place: { agencyId: string; subAccountId: string; assignmentId: string; numberId: string };
  decision: Decision;
}

/** What follows from a text, for its own commit. */
export interface Following {
  changes: Statement[];
  effects: KeyedEffect[];
}

export const NOTHING: Following = { changes: [], effects: [] };

/** copies to users who want them, the relay, the agent. A word of R-17 goes no further than the inbox. */
export function passOn(ctx: Ctx, text: Received, { copies }: TextFacts): Following {
  const { inbound, decision } = text;
  const phones = new Map<string, 'copy' | 'relay'>();
  const effects: KeyedEffect[] = [];
  for (const step of decision.steps) {
    if (step.kind === 'relay') phones.set(step.to, 'relay');
    if (step.kind === 'agent_message') {
      const { agencyId } = text.place;
      const effect = { kind: 'agent_message' as const, agencyId, messageId: text.id, agentId: step.agentId };
      effects.push({ key: `agent:${text.id}:${step.agentId}`, effect });
    }
    if (step.kind !== 'deliver') continue;
    for (const { userId, phone } of copies) {
      if (step.userIds.includes(userId) && isDialable(phone)) phones.set(phone, phones.get(phone) ?? 'copy');
    }
  }
  // never back to whoever wrote it, nor to the number it came to.
  phones.delete(inbound.from);
  phones.delete(inbound.to);
  const sent = [...phones].flatMap(([to, kind]) =>
    relayed(inbound.from, text.body, text.media.length).map(body => write(ctx, text, { to, kind, body })),
  );
  return {
    changes: sent.flatMap(one => one.changes),
    effects: [...effects, ...sent.flatMap(one => one.effects)],
  };
}

/** HELP is answered even to those who opted out; they asked. */
export function answerHelp(ctx: Ctx, text: Received, { agency }: TextFacts): Following {
  const body = helpAnswer(agency.name, agency.contacts);
  return write(ctx, text, { to: text.inbound.from, kind: 'automatic', body });
}

/** A text that follows from this one, from the number it came to. */
function write(
  ctx: Ctx,
  text: Received,
  out: { to: string; kind: 'copy' | 'relay' | 'automatic'; body: string },
): Following {
  const { contact } = text.decision;
  const id = ctx.id('msg');
  const row = {
    id,
    ...text.place,
    direction: 'out' as const,
    from: text.inbound.to,
    ...out,
    media: [],
    status: 'queued' as const,
    unknown: out.kind === 'automatic' && contact === null,
    contactId: out.kind === 'automatic' ? (contact?.id ?? null) : null,
    at: ctx.now,
  };
  return {
    changes: textStored(ctx, row),
    effects: [handingOver(text.place.agencyId, id, out.kind === 'automatic')],
  };
}
