import { auditLine } from '../audit/store.ts';
import type { Ctx, Person } from '../context.ts';
import { LostRace } from '../edge/db.ts';
import { commitWith } from '../notification/commit.ts';
import type { KeyedEffect } from '../notification/rules/effect.ts';
import { conflict, notFound, type Problem, refused } from '../problem.ts';
import { keepingEffect } from './keeping.ts';
import { isSameNumber } from './rules/typed.ts';
import { handedBack, type Releasable, releasable } from './store/release.ts';

/**
 * Hands a number back to the carrier, for good (N-9): only an Unassigned one, and only when its digits were typed. Its
 * history stays. The carrier is told through the outbox.
 */
export async function releaseToCarrier(ctx: Ctx, person: Person, numberId: string, typed: string) {
  const found = await mustBeFree(ctx, person.agencyId, numberId);
  if (!isSameNumber(typed, found.e164, found.country)) {
    throw refused(
      'typed_differs',
      'Not released.',
      `Type the number itself, ${found.e164}, to hand it back to the carrier. It may not be given back to you.`,
    );
  }
  try {
    await handBack(ctx, found);
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
    await mustBeFree(ctx, person.agencyId, numberId);
    throw cause;
  }
  return { id: found.id, e164: found.e164, releasedAt: ctx.now };
}

/** The act itself. Throws `LostRace` where the number was assigned, linked or handed back meanwhile. */
export async function handBack(ctx: Ctx, found: Releasable): Promise<void> {
  const { id, agencyId, e164 } = found;
  const line = { agencyId, entity: 'number', entityId: id, act: 'number.released_to_carrier', after: { e164 } };
  await commitWith(ctx, agencyId, [handedBack(ctx, found), auditLine(ctx, line)], effectsOf(ctx, found));
}

async function mustBeFree(ctx: Ctx, agencyId: string, numberId: string): Promise<Releasable> {
  const found = await releasable(ctx, agencyId, numberId);
  if (!found) throw notFound('number');
  if (found.assignmentId) throw stillUsed('still_assigned', 'A sub-account holds this number. Unassign it first.');
  if (found.wiredTo) throw stillUsed('linked_to_agent', 'This number is linked to an agent. Detach it first.');
  return found;
}

function stillUsed(code: string, detail: string): Problem {
  return conflict(code, 'Not released.', detail);
}

function effectsOf(ctx: Ctx, found: Releasable): KeyedEffect[] {
  const { id, agencyId, twilioAccountSid, twilioSid } = found;
  const effects: KeyedEffect[] = [
    { key: `give_number_back:${id}`, effect: { kind: 'give_number_back', twilioAccountSid, twilioSid } },
    { key: `mirror_forwarding:${id}:released`, effect: { kind: 'mirror_forwarding', numberId: id } },
  ];
  const isOurs = twilioAccountSid === ctx.env.TWILIO_ACCOUNT_SID;
  return isOurs ? [...effects, keepingEffect(agencyId, `${id}:released`)] : effects;
}
