import { foresee } from '../../call-log/explain.ts';
import type { Ctx } from '../../context.ts';
import { invalid } from '../../problem.ts';
import { changeSettings } from '../../staff/change-settings.ts';
import type { Place } from '../caller.ts';
import type { setDoNotDisturb, whoWouldRing } from '../catalogue/contact-actions.ts';
import type { InputOf } from '../catalogue/definition.ts';
import { branchOf, firstUserOf } from '../rules/branch.ts';
import { contactIn, namedPerson } from '../store/place.ts';
import { given, heldNumber, heldPerson } from './given.ts';
import { momentOf } from './moment.ts';

/** W-2, S-2. */
export async function undisturbed(ctx: Ctx, place: Place, input: InputOf<typeof setDoNotDisturb>) {
  const { id } = await heldPerson(ctx, place, input.user);
  const moment = momentOf({ minutes: given(input.minutes), until: given(input.until) }, ctx.now);
  if (!moment.ok) throw invalid([{ field: moment.field, message: moment.message }]);
  await changeSettings(ctx, place, id, { doNotDisturbUntil: moment.at });
  return { user_id: id, until: moment.at === null ? null : new Date(moment.at).toISOString() };
}

/** W-2, L-4: the same decision as a real call's; nothing rings and nothing is kept. */
export async function lookedUp(ctx: Ctx, place: Place, input: InputOf<typeof whoWouldRing>) {
  const number = await heldNumber(ctx, place, input.number);
  const named = given(input.contact);
  const contact = named === undefined ? undefined : await contactIn(ctx, place, named);
  const from = given(input.from) ?? contact?.phones[0] ?? '';
  const kind = input.kind === 'text' ? 'text' : 'call';
  const { outcome, sentence, first, contact: known } = await foresee(ctx, place, { numberId: number.id, from, kind });
  const userId = firstUserOf(first);
  const user = userId === null ? undefined : await namedPerson(ctx, place.agencyId, userId);
  return {
    branch: branchOf(first),
    in_service: outcome !== 'not_in_service',
    ...{ outcome, sentence },
    ...{ user_id: user?.id ?? null, user_host_id: user?.hostUserId ?? null, user_name: user?.name ?? null },
    contact_name: known?.name ?? null,
  };
}
