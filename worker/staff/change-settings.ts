import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import { parsePhone } from '../number/rules/phone.ts';
import { invalid, notFound, Problem } from '../problem.ts';
import { personIn } from './read.ts';
import type { ChangeSettings } from './shape.ts';
import { hopAt, type Place, placeOf, settingSaved } from './store.ts';

/** S-2: changes the phone to ring or the ring time of one person, from the next call on. */
export async function changeSettings(ctx: Ctx, place: Place, userId: string, wanted: ChangeSettings): Promise<void> {
  const { setting } = await personIn(ctx, place, userId);
  const before = { phone: setting?.phone ?? null, ringSeconds: setting?.ringSeconds ?? 20 };
  const change = {
    ...(wanted.phone !== undefined && {
      phone: wanted.phone === null ? null : await ringable(ctx, place, wanted.phone),
    }),
    ...(wanted.ringSeconds !== undefined && { ringSeconds: wanted.ringSeconds }),
  };
  const after = { ...before, ...change };
  if (after.phone === before.phone && after.ringSeconds === before.ringSeconds) return;
  await ctx.db.commit([
    settingSaved(ctx, place, userId, change),
    auditLine(ctx, { ...place, entity: 'staff_setting', entityId: userId, act: 'changed', before, after }),
  ]);
}

/** The phone in E.164, or a refusal at the field. One of our own numbers would only send the call round again. */
async function ringable(ctx: Ctx, place: Place, typed: string): Promise<string> {
  const home = await placeOf(ctx, place);
  if (!home) throw notFound('sub-account');
  const phone = parsePhone(typed, home.country);
  if (!phone.ok) throw invalid([{ field: 'phone', message: phone.sentence }]);
  if (!(await hopAt(ctx, place.agencyId, phone.e164))) return phone.e164;
  const message =
    'This number is answered by Trunkline itself, so calls would go round in a circle. Enter another phone.';
  throw new Problem(422, {
    code: 'phone_loops',
    title: 'Not saved.',
    detail: message,
    errors: [{ field: 'phone', message }],
  });
}
