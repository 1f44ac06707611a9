import type { Ctx } from '../context.ts';
import { stableId } from '../context.ts';
import { LostRace } from '../edge/db.ts';
import { conflict, notFound } from '../problem.ts';
import { callPlaced, outgoingCallOf, pendingSid } from './call-store.ts';
import { CONTACT_SECONDS } from './call-twiml.ts';
import { goal, ownPhone, ringSeconds, shownAs } from './parties.ts';
import { ring } from './ring.ts';
import { type HeldSender, type Place, recipientOf, type Senders, sendersOf } from './store.ts';

export interface CallOrder extends Place {
  userId: string;
  /** As typed, in national format of the sub-account's country or E.164. */
  to: string;
  /** A number's id, or `bridge`: the user's own phone is shown. */
  from: string;
  /** The same one never calls twice. */
  requestId: string;
}

/**
 * O-3: rings the user's own phone; once they answer, the contact's, who sees the chosen number. Throws `Problem`: `invalid`
 * at `to`, `no_phone`, `sender_*`, `bridge_unusable`, `call_in_progress`, `call_refused`.
 */
export async function placeCall(ctx: Ctx, order: CallOrder): Promise<{ callId: string }> {
  const { id, place, plan } = await planCall(ctx, order);
  if (!plan) return { callId: id };
  await write(ctx, order, id, plan);
  const { phone: to, seconds, number } = plan;
  return ring(ctx, place, id, { from: number, to, seconds, path: '/twilio/outbound' });
}

/** The same checks and refusals, with nothing written and nobody rung yet. @returns no plan where this is a repeat */
export async function planCall(ctx: Ctx, order: CallOrder): Promise<{ id: string; place: Place; plan?: Plan }> {
  const place = { agencyId: order.agencyId, subAccountId: order.subAccountId };
  const id = await stableId('cal', order.subAccountId, order.userId, order.requestId);
  const [known, senders] = await Promise.all([outgoingCallOf(ctx, place, id), sendersOf(ctx, place, order.userId)]);
  if (known) return { id, place };
  if (!senders?.person) throw notFound('user');
  const to = goal(order.to, senders);
  const phone = ownPhone(senders, to);
  const shown = await shownAs(ctx, senders, senders.person, order.from);
  return { id, place, plan: { senders, to, phone, seconds: ringSeconds(senders.person), ...shown } };
}

interface Plan {
  senders: Senders;
  to: string;
  phone: string;
  /** How long the user's phone rings. */
  seconds: number;
  number: HeldSender;
  callerId: string;
}

async function write(ctx: Ctx, order: CallOrder, id: string, plan: Plan): Promise<void> {
  const { agencyId, subAccountId, userId } = order;
  const { number, to, phone, callerId } = plan;
  const recipient = await recipientOf(ctx, order, to);
  const row = {
    id,
    callSid: pendingSid(id),
    agencyId,
    subAccountId,
    assignmentId: number.assignmentId,
    numberId: number.numberId,
    direction: 'out' as const,
    from: callerId,
    to,
    decision: decisionOf(plan, recipient.timeline),
    status: 'in_progress' as const,
    unknown: recipient.contact === null,
    contactId: recipient.contact?.id ?? null,
    placedByUserId: userId,
    startedAt: ctx.now,
  };
  try {
    await ctx.db.commit(callPlaced(ctx, row, phone));
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
    // A repeat of this very request lost the race to itself: the first one rings.
    if (await outgoingCallOf(ctx, order, id)) return;
    const detail = 'You have a call under way that you placed from here. Hang up first, then call again.';
    throw conflict('call_in_progress', 'Not called.', detail);
  }
}

/** Laid out like a routed call's, so that the log reads both alike. */
function decisionOf({ senders, to, phone, seconds, callerId }: Plan, timeline: readonly string[]) {
  const { person } = senders;
  const userId = person?.userId ?? '';
  const why = `${person?.name ?? 'The user'} calls; their own phone rings first, then ${to}, which sees ${callerId}.`;
  return {
    outcome: 'outbound',
    steps: [
      { kind: 'ring', userId, phone, seconds, pressOne: false },
      { kind: 'number', to, seconds: CONTACT_SECONDS, callerId },
    ],
    notify: [],
    timeline,
    trace: [{ rule: 'O-3', matched: true, why }],
  };
}
