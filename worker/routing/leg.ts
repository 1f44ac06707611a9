import type { Ctx } from '../context.ts';
import { acceptedElsewhere, answer, hangUp, noteOfLeg, reassign } from './answer-store.ts';
import { findCall } from './find-call.ts';
import { isOver } from './rules/progress.ts';
import { type Leg, legsOf } from './rules/step.ts';
import { field } from './signature.ts';
import type { OpenCall } from './store.ts';
import type { Webhook } from './verify.ts';

/** A rung phone of a step, as news of it names it. */
export interface RungPhone {
  open: OpenCall;
  index: number;
  leg: Leg;
  /** picking up is not taking the call. */
  mustAccept: boolean;
  legSid: string;
}

/** Whose phone a request speaks of; undefined for one that this call never rang. */
export async function rungPhone(ctx: Ctx, { query, form, accountSid }: Webhook): Promise<RungPhone | undefined> {
  const inbound = { from: query.f ?? '', to: query.n ?? '' };
  const open = await findCall(ctx, { query, form, accountSid }, field(form, 'ParentCallSid'), inbound);
  const index = Number(query.s);
  const step = open?.decision.steps[index];
  if (!open || !step) return undefined;
  const leg = legsOf(step).find(({ to, userId }) => to === query.p && userId === (query.u ?? null));
  const mustAccept = 'pressOne' in step && step.pressOne;
  return leg && { open, index, leg, mustAccept, legSid: field(form, 'CallSid') };
}

/** What a rung phone did: who is on the call, and since when (R-9's *already on a call*). Late news of a past step is none. */
export async function noteLeg(ctx: Ctx, hook: Webhook): Promise<void> {
  const rung = await rungPhone(ctx, hook);
  if (!rung) return;
  const { open, index, leg, mustAccept, legSid } = rung;
  const status = field(hook.form, 'CallStatus');
  if (status === 'in-progress') {
    await noteOfLeg(ctx, open.call, index, leg, { legSid, answered: true, accepted: !mustAccept });
    if (!mustAccept) await answer(ctx, open, index, leg);
  }
  if (!isOver(status)) return;
  await noteOfLeg(ctx, open.call, index, leg, { legSid, ended: true });
  // Busy, declined, not answered: it rings no longer, and that is all.
  if (status === 'completed') {
    // One that picked up without accepting never was on the call; the others' news decide.
    if (mustAccept && open.call.answeredByUserId !== leg.userId) return;
    const other = mustAccept ? await acceptedElsewhere(ctx, open.call, index, leg) : undefined;
    await (other ? reassign(ctx, open, index, other) : hangUp(ctx, open, index, leg));
  }
}
