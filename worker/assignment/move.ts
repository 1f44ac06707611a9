import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import type { Statement } from '../edge/db.ts';
import { commitWith } from '../notification/commit.ts';
import type { KeyedEffect } from '../notification/rules/effect.ts';
import { wiresCleared } from '../number/wires.ts';
import { triggered } from '../workflow/fire.ts';
import { triggersOfStep } from '../workflow/rules/assignment-trigger.ts';
import { columnsOf, stateOf } from './row.ts';
import { checkAt } from './rules/check-at.ts';
import type { Step, Want } from './rules/state.ts';
import { assignmentMoved, type Held, lookedAgain, type NewAssignment } from './store/assignment.ts';

/** What else is written in the same batch. */
export interface Along {
  statements?: readonly Statement[];
  effects?: readonly KeyedEffect[];
}

/**
 * Writes a step down: the assignment, its audit line, at its end every wire of the number (L-6), and what must be told,
 * in one batch. Throws `LostRace` when somebody moved the assignment since it was read.
 */
export async function move(
  ctx: Ctx,
  held: Held,
  step: Step,
  more: Partial<NewAssignment> = {},
  along: Along = {},
): Promise<void> {
  const { row } = held;
  const effects = [...step.wants.map(want => keyed(ctx, held, want)), ...(along.effects ?? [])];
  const also = along.statements ?? [];
  if (step.act === null) {
    const at = checkAt(step.next, ctx.now);
    const later = at === null ? [] : [lookedAgain(ctx, row.id, row.agencyId, at)];
    if (effects.length || later.length || also.length)
      await commitWith(ctx, row.agencyId, [...later, ...also], effects);
    return;
  }
  const set = {
    ...columnsOf(step.next),
    ...(row.state === 'pending' && step.next.is !== 'pending' && step.next.is !== 'ended' && { activatedAt: ctx.now }),
    ...more,
    checkAt: checkAt(step.next, ctx.now),
  };
  const tenant = { agencyId: row.agencyId, subAccountId: row.subAccountId };
  const changes = [
    assignmentMoved(ctx, row, set),
    auditLine(ctx, {
      ...tenant,
      entity: 'assignment',
      entityId: row.id,
      act: step.act,
      before: stateOf(row),
      after: step.next,
    }),
  ];
  if (step.next.is === 'ended') {
    changes.push(
      wiresCleared(ctx, row.agencyId, row.numberId),
      auditLine(ctx, { ...tenant, entity: 'number', entityId: row.numberId, act: 'returned' }),
    );
  }
  const told = triggersOfStep(stateOf(row), step).map(happening =>
    triggered({ ...tenant, happening, subjectId: row.id, at: ctx.now }, String(ctx.now)),
  );
  await commitWith(ctx, row.agencyId, [...changes, ...also], [...effects, ...told]);
}

/** The instant is part of a key where the same thing may happen again; the conditional write lets each happen once. */
function keyed(ctx: Ctx, held: Held, want: Want): KeyedEffect {
  const { row } = held;
  const { id: assignmentId, numberId, stripeAccountId } = row;
  if (want.do === 'mail') return mailTo(held, want.template, `${assignmentId}:${ctx.now}`, want);
  if (want.do === 'mirror_forwarding') {
    return { key: `${want.do}:${assignmentId}:${ctx.now}`, effect: { kind: want.do, numberId } };
  }
  if (!stripeAccountId) throw new Error(`assignment ${assignmentId} has no Stripe account`);
  if (want.do === 'cancel_subscription') {
    const { subscriptionId } = want;
    return {
      key: `${want.do}:${assignmentId}:${subscriptionId}`,
      effect: { kind: want.do, stripeAccountId, subscriptionId },
    };
  }
  if (want.do === 'refund_late_payment') {
    const { subscriptionId, invoiceId } = want;
    return {
      key: `${want.do}:${assignmentId}:${subscriptionId}${invoiceId ? `:${invoiceId}` : ''}`,
      effect: { kind: want.do, assignmentId, stripeAccountId, subscriptionId },
    };
  }
  const { sessionId } = want;
  return {
    key: `${want.do}:${assignmentId}:${sessionId}`,
    effect: { kind: want.do, assignmentId, stripeAccountId, sessionId },
  };
}

/** A mail to the user the number was assigned through (A-4, M-1). @param key what makes it a mail of its own */
export function mailTo(
  held: Pick<Held, 'row' | 'number'> & { subAccount: Pick<Held['subAccount'], 'name' | 'timezone'> },
  template: Extract<KeyedEffect['effect'], { kind: 'mail' }>['template'],
  key: string,
  more: { endsAt?: number; unpaid?: boolean; atStripe?: boolean } = {},
): KeyedEffect {
  const { row, number, subAccount } = held;
  return {
    key: `mail:${template}:${key}:${row.userId}`,
    effect: {
      kind: 'mail',
      template,
      agencyId: row.agencyId,
      subAccountId: row.subAccountId,
      userId: row.userId,
      params: {
        e164: number.e164,
        subAccountName: subAccount.name,
        price: row.price,
        currency: row.currency,
        reservedOnly: row.state === 'pending',
        ...(row.mode === 'included' && { included: true }),
        ...(more.unpaid && { unpaid: true }),
        ...(more.atStripe && { atStripe: true }),
        ...(more.endsAt !== undefined && { endsAt: more.endsAt }),
        timezone: subAccount.timezone,
      },
    },
  };
}
