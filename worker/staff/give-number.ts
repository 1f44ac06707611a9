import { isLive } from '../assignment/rules/live.ts';
import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import { LostRace, type Statement } from '../edge/db.ts';
import { conflict, notFound, refused } from '../problem.ts';
import { personIn } from './read.ts';
import type { GiveNumber } from './shape.ts';
import { type HeldNumber, numbersOf, type PersonRow, type Place, placeOf } from './store.ts';
import { given, takenBack } from './wires.ts';

/** L-1, L-2: gives a user their direct number, or takes it back. Moving one that is taken needs `replace`. */
export async function giveNumber(
  ctx: Ctx,
  place: Place,
  userId: string,
  { numberId, replace }: GiveNumber,
): Promise<void> {
  const person = await personIn(ctx, place, userId);
  if (numberId === null) return takeBack(ctx, place, person);
  if (person.directNumberId === numberId && person.directHere) return;
  const held = await inService(ctx, place, numberId);
  await planAllows(ctx, place);
  const replaced = replacing(person, held, replace);
  const statements: Statement[] = replaced ? takingBack(ctx, place, person, replaced) : [];
  statements.push(
    given(ctx, place, held, userId),
    auditLine(ctx, {
      ...place,
      entity: 'number',
      entityId: numberId,
      act: 'given',
      before: { wiredTo: held.wiredTo, wiredUserId: held.wiredUserId, wiredAgentId: held.wiredAgentId },
      after: { wiredTo: 'user', wiredUserId: userId, wiredAgentId: null },
    }),
  );
  await orLost(ctx, statements);
}

async function takeBack(ctx: Ctx, place: Place, person: PersonRow): Promise<void> {
  if (person.directHere && person.directNumberId) {
    await orLost(ctx, takingBack(ctx, place, person, person.directNumberId));
  }
}

function takingBack(ctx: Ctx, place: Place, { userId }: PersonRow, numberId: string): Statement[] {
  return [
    takenBack(ctx, place, numberId, userId),
    auditLine(ctx, {
      ...place,
      entity: 'number',
      entityId: numberId,
      act: 'taken_back',
      before: { wiredTo: 'user', wiredUserId: userId },
      after: { wiredTo: null, wiredUserId: null },
    }),
  ];
}

/** L-1: only a number in service can be given; one of another tenant does not exist here (T-1). */
async function inService(ctx: Ctx, place: Place, numberId: string): Promise<HeldNumber> {
  const [held] = await numbersOf(ctx, place, numberId);
  if (!held) throw notFound('number');
  if (isLive(held, ctx.now)) return held;
  const why =
    held.state === 'pending'
      ? 'Its first payment is still awaited. Pay for it under Phone numbers, then give it to somebody.'
      : 'It is not in service at the moment. See under Phone numbers what is missing.';
  throw refused('number_not_active', 'Not given.', why);
}

async function planAllows(ctx: Ctx, place: Place): Promise<void> {
  const home = await placeOf(ctx, place);
  if (home?.directNumbers !== false) return;
  throw refused('not_in_plan', 'Not given.', 'Direct numbers are not part of your plan. Ask your agency to add them.');
}

/** Says what the act would replace unless that was confirmed. @returns the user's own number that must be taken back */
function replacing(person: PersonRow, held: HeldNumber, isConfirmed: boolean): string | null {
  if (person.directNumberId && !person.directHere) {
    const why = `${person.name} has a direct number in another sub-account. It must be taken back there first.`;
    throw conflict('number_elsewhere', 'Not given.', why, { user: person.name });
  }
  if (held.wiredTo !== null && !isConfirmed) {
    const [has, to] =
      held.wiredTo === 'user'
        ? [`It is the direct number of ${held.wiredUserName ?? 'somebody else'}`, `give it to ${person.name} instead`]
        : [
            held.wiredTo === 'agent'
              ? `${held.wiredAgentName ?? 'A voice agent'} answers it`
              : 'It is a company number, open to all',
            `give it to ${person.name} alone`,
          ];
    throw conflict('number_in_use', 'Not given yet.', `${has}. Confirm to ${to}.`, {
      e164: held.e164,
      wiredTo: held.wiredTo,
      user: held.wiredUserName ?? '',
      agent: held.wiredAgentName ?? '',
    });
  }
  if (person.directNumberId && !isConfirmed) {
    const why = `${person.name} already has ${person.directE164} as direct number. Confirm to replace it.`;
    throw conflict('user_has_number', 'Not given yet.', why, { user: person.name, e164: person.directE164 ?? '' });
  }
  return person.directNumberId;
}

async function orLost(ctx: Ctx, statements: Statement[]): Promise<void> {
  try {
    await ctx.db.commit(statements);
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
    const why = 'Somebody else changed this number or user a moment ago. Look at what they did, then try again.';
    throw conflict('changed_meanwhile', 'Not given.', why);
  }
}
