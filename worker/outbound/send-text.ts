import type { Ctx } from '../context.ts';
import { stableId } from '../context.ts';
import { LostRace } from '../edge/db.ts';
import { commitWith } from '../notification/commit.ts';
import { notFound, refused } from '../problem.ts';
import { agentsNumber, goal } from './parties.ts';
import { automaticSender, mayUse, usable } from './rules/sender.ts';
import { type HeldSender, type Place, type Recipient, recipientOf, type Senders, sendersOf } from './store.ts';
import { textOf, textStored } from './text-store.ts';
import { type TextView, textView } from './view.ts';

export interface TextOrder extends Place {
  /** Who writes; null for an automatic text. */
  userId: string | null;
  /** The agent that writes, from its own number (O-5). */
  agent?: { id: string; name: string };
  /** As typed, in national format of the sub-account's country or E.164. */
  to: string;
  /** The chosen sender; null lets O-2 choose, for automatic texts only. */
  numberId: string | null;
  body: string;
  /** The same one never sends twice. */
  requestId: string;
  kind: 'manual' | 'automatic';
}

/**
 * Takes a text to be sent (O-1, O-2): checks sender, country and opt-out, writes it down, and hands it over behind the answer.
 * Throws `Problem`: `invalid` at field `to`, `sender_*`, `opted_out`, `no_sender`.
 */
export async function sendText(ctx: Ctx, order: TextOrder): Promise<TextView> {
  const { id, place, known, plan } = await planText(ctx, order);
  if (!plan) return textView(known);
  const { to, recipient, from } = plan;
  const row = {
    id,
    ...place,
    assignmentId: from.assignmentId,
    numberId: from.numberId,
    direction: 'out' as const,
    from: from.e164,
    to,
    body: order.body,
    media: [],
    kind: order.kind,
    status: 'queued' as const,
    unknown: recipient.contact === null,
    contactId: recipient.contact?.id ?? null,
    userId: order.agent ? null : (order.userId ?? recipient.contactOwner?.userId ?? null),
    agentId: order.agent?.id ?? null,
    at: ctx.now,
  };
  try {
    await commitWith(ctx, order.agencyId, textStored(ctx, row), [handingOver(order.agencyId, id)]);
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
  }
  const stored = await textOf(ctx, place, id);
  if (!stored) throw new Error(`the text ${id} is gone`);
  return textView(stored);
}

/** The same checks and refusals, with nothing written yet. @returns what was written already, where this is a repeat, else the plan */
export async function planText(ctx: Ctx, order: TextOrder) {
  const place = { agencyId: order.agencyId, subAccountId: order.subAccountId };
  const writer = order.agent?.id ?? order.userId ?? order.kind;
  const id = await stableId('msg', order.subAccountId, writer, order.requestId);
  const [known, senders] = await Promise.all([textOf(ctx, place, id), sendersOf(ctx, place, order.userId)]);
  if (known) return { id, place, known };
  if (!senders) throw notFound('sub-account');
  const to = goal(order.to, senders);
  const recipient = await recipientOf(ctx, place, to);
  if (recipient.optedOut) {
    const detail =
      'They asked to get no more texts. They get them again once they write START to you; you can still call.';
    throw refused('opted_out', 'Not sent.', detail);
  }
  const from = senderOf(ctx, senders, recipient, order);
  if (from.e164 === to)
    throw refused('same_number', 'Not sent.', 'This is the sending number itself. Enter another one.');
  return { id, place, plan: { to, recipient, from } };
}

/** The outbox row that hands a text over to Twilio. */
export function handingOver(agencyId: string, messageId: string, evenIfOptedOut = false) {
  const effect = { kind: 'send_text' as const, agencyId, messageId, evenIfOptedOut };
  return { key: `text:${messageId}`, effect };
}

function senderOf(ctx: Ctx, senders: Senders, recipient: Recipient, order: TextOrder): HeldSender {
  const { agent, numberId } = order;
  if (agent) return agentsNumber(ctx, senders, agent, numberId, 'text');
  return numberId ? chosen(ctx, senders, numberId, order) : automatic(ctx, senders, recipient);
}

/** O-1. A number of another sub-account is none at all (T-1). */
function chosen(ctx: Ctx, { numbers, person }: Senders, numberId: string, order: TextOrder): HeldSender {
  const number = numbers.find(held => held.numberId === numberId);
  if (!number) throw notFound('number');
  if (order.kind === 'manual' && !(person && mayUse(number, person))) {
    const detail = 'This number is not yours to send from. Choose your direct number or a company number.';
    throw refused('sender_not_yours', 'Not sent.', detail);
  }
  const state = usable(number, 'text', ctx.now);
  if (!state.ok) throw refused(`sender_${state.code}`, 'Not sent.', state.why);
  return number;
}

/** O-2. */
function automatic(ctx: Ctx, { numbers }: Senders, { contactOwner }: Recipient): HeldSender {
  const sender = automaticSender(numbers, contactOwner ?? null, ctx.now);
  if (!sender.ok) throw refused(sender.code, 'Not sent.', sender.why);
  return sender.number;
}
