import { isLive } from '../assignment/rules/live.ts';
import { auditLine } from '../audit/store.ts';
import { passage } from '../company-number/passage.ts';
import type { Ctx } from '../context.ts';
import { LostRace } from '../edge/db.ts';
import { commitWith } from '../notification/commit.ts';
import type { KeyedEffect } from '../notification/rules/effect.ts';
import { destination } from '../outbound/rules/destination.ts';
import { invalid, notFound, Problem, refused } from '../problem.ts';
import { comesBack, type Forwarder } from './rules/loop.ts';
import { numbersOf, type Place, placeOf } from './store.ts';
import { forwarded, forwardedByDefault } from './wires.ts';

/** S-4: sets or clears the sub-account's default, from the next call on. */
export async function setDefaultForwarding(ctx: Ctx, place: Place, typed: string | null): Promise<void> {
  const { before, forwardTo } = await target(ctx, place, { subAccountId: place.subAccountId }, typed);
  if (before === forwardTo) return;
  const live = (await numbersOf(ctx, place)).filter(number => isLive(number, ctx.now));
  const changes = [
    forwardedByDefault(ctx, place, forwardTo),
    auditLine(ctx, {
      ...place,
      entity: 'sub_account',
      entityId: place.subAccountId,
      act: 'forwarding_set',
      before: { forwardTo: before },
      after: { forwardTo },
    }),
  ];
  const effects = live.map(number => mirror(ctx, number.numberId));
  await commitWith(ctx, place.agencyId, changes, effects);
}

/** S-4: sets or clears one number's own forwarding, from the next call on. */
export async function setForwarding(ctx: Ctx, place: Place, numberId: string, typed: string | null): Promise<void> {
  const [held] = await numbersOf(ctx, place, numberId);
  if (!held) throw notFound('number');
  if (held.state === 'pending') throw notActive();
  const { forwardTo } = await target(ctx, place, { numberId }, typed);
  if (held.forwardTo === forwardTo) return;
  const changes = [
    forwarded(ctx, place, numberId, forwardTo),
    auditLine(ctx, {
      ...place,
      entity: 'number',
      entityId: numberId,
      act: 'forwarding_set',
      before: { forwardTo: held.forwardTo },
      after: { forwardTo },
    }),
  ];
  try {
    await commitWith(ctx, place.agencyId, changes, [mirror(ctx, numberId)]);
  } catch (cause) {
    if (cause instanceof LostRace) throw notActive();
    throw cause;
  }
}

/** the KV entry follows every change. */
function mirror(ctx: Ctx, numberId: string): KeyedEffect {
  return { key: `mirror_forwarding:${numberId}:${ctx.id('fwd')}`, effect: { kind: 'mirror_forwarding', numberId } };
}

/** The number calls shall go to, in E.164, and the sub-account's default as it was. */
async function target(ctx: Ctx, place: Place, forwarder: Forwarder, typed: string | null) {
  const home = await placeOf(ctx, place);
  if (!home) throw notFound('sub-account');
  if (typed === null) {
    // A number without its own goes by the default, which may lead back to it.
    if ('numberId' in forwarder && home.forwardTo) await refuseLoop(ctx, place, forwarder, home.forwardTo);
    return { before: home.forwardTo, forwardTo: null };
  }
  const phone = destination(typed, home.country, home.allowedCountries);
  if (!phone.ok) throw invalid([{ field: 'forwardTo', message: phone.sentence }]);
  await refuseLoop(ctx, place, forwarder, phone.e164);
  return { before: home.forwardTo, forwardTo: phone.e164 };
}

/** follows the call through our own numbers, over forwarding and rules, and refuses one that would come back. */
async function refuseLoop(ctx: Ctx, { agencyId }: Place, forwarder: Forwarder, e164: string): Promise<void> {
  const passed = await passage(ctx, agencyId, [e164]);
  if (passed.some(hop => comesBack(forwarder, hop))) throw loops();
}

function loops(): Problem {
  const message = 'Calls forwarded there would come back here. Enter a phone outside of your Trunkline numbers.';
  return new Problem(422, {
    code: 'forwarding_loops',
    title: 'Not saved.',
    detail: message,
    errors: [{ field: 'forwardTo', message }],
  });
}

function notActive(): Problem {
  const why = 'The number is not in service here. Pay for it under Phone numbers, then set where its calls go.';
  return refused('number_not_active', 'Not saved.', why);
}
