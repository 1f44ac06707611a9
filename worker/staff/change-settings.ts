import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import { destination } from '../outbound/rules/destination.ts';
import { mayUse } from '../outbound/rules/sender.ts';
import { sendersOf } from '../outbound/store.ts';
import { invalid, notFound, Problem } from '../problem.ts';
import { personIn } from './read.ts';
import { hoursRefusal, tidyHours } from './rules/hours.ts';
import { changesOf, settingsOf, type Wanted } from './rules/settings.ts';
import { settingSaved } from './settings.ts';
import type { ChangeSettings } from './shape.ts';
import { hopAt, type PersonRow, type Place, placeOf } from './store.ts';

/** S-2: changes call, text and voicemail settings of one person, from the next call on. What is not given stays. */
export async function changeSettings(ctx: Ctx, place: Place, userId: string, wanted: ChangeSettings): Promise<void> {
  const row = await personIn(ctx, place, userId);
  const { before, after } = changesOf(settingsOf(row.setting), await accepted(ctx, place, row, wanted));
  // A greeting in words, or none, takes the place of one recorded by phone.
  const dropped = row.setting?.greetingRecordingSid;
  const recording = dropped && wanted.greeting !== undefined ? { greetingRecordingSid: null } : {};
  if (!Object.keys({ ...after, ...recording }).length) return;
  await ctx.db.commit([
    settingSaved(ctx, place, userId, { ...after, ...recording }),
    auditLine(ctx, {
      ...place,
      entity: 'staff_setting',
      entityId: userId,
      act: 'changed',
      before: { ...before, ...('greetingRecordingSid' in recording && { greetingRecordingSid: dropped }) },
      after: { ...after, ...recording },
    }),
  ]);
}

/** What was asked for as it is stored, or a refusal at the field. */
async function accepted(ctx: Ctx, place: Place, row: PersonRow, wanted: ChangeSettings): Promise<Wanted> {
  const { phone, hours, doNotDisturbUntil, senderNumberId, ...plain } = wanted;
  if (hours) refuseHours(hours);
  if (doNotDisturbUntil) refuseMoment(doNotDisturbUntil, ctx.now);
  if (senderNumberId) await refuseSender(ctx, place, row, senderNumberId);
  return {
    ...plain,
    ...(phone !== undefined && { phone: phone === null ? null : await ringable(ctx, place, phone) }),
    ...(hours !== undefined && { hours: hours && tidyHours(hours) }),
    ...(doNotDisturbUntil !== undefined && { doNotDisturbUntil }),
    ...(senderNumberId !== undefined && { senderNumberId }),
  };
}

function refuseHours(hours: NonNullable<ChangeSettings['hours']>): void {
  const refusal = hoursRefusal(hours);
  if (refusal) throw invalid([refusal]);
}

const YEAR_MS = 366 * 24 * 3_600_000;

function refuseMoment(until: number, now: number): void {
  const field = 'doNotDisturbUntil';
  if (until <= now) throw invalid([{ field, message: 'This moment has passed. Choose a later one.' }]);
  if (until > now + YEAR_MS) throw invalid([{ field, message: 'Choose a moment within a year.' }]);
}

/** O-2: the sender to display is their direct number, or a company number open to them (L-5). */
async function refuseSender(ctx: Ctx, place: Place, row: PersonRow, numberId: string): Promise<void> {
  const senders = await sendersOf(ctx, place, null);
  const number = senders?.numbers.find(held => held.numberId === numberId);
  if (!number) throw notFound('number');
  const { userId, companyNumberId } = row;
  if (mayUse(number, { userId, companyNumberId, senderNumberId: null })) return;
  const message = `${row.name} may not send from this number. Choose their direct number or a company number open to them.`;
  throw invalid([{ field: 'senderNumberId', message }]);
}

/** The phone in E.164, or a refusal at the field. One of our own numbers would only send the call round again. */
async function ringable(ctx: Ctx, place: Place, typed: string): Promise<string> {
  const home = await placeOf(ctx, place);
  if (!home) throw notFound('sub-account');
  const phone = destination(typed, home.country, home.allowedCountries);
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
