import { isLive } from '../assignment/rules/live.ts';
import type { Ctx } from '../context.ts';
import { mayUse } from '../outbound/rules/sender.ts';
import { sendersOf } from '../outbound/store.ts';
import { notFound } from '../problem.ts';
import { available } from '../routing/rules/available.ts';
import type { Person } from '../routing/rules/facts.ts';
import { isOpen } from '../routing/rules/schedule.ts';
import { issuesOf, phoneOf } from './rules/issues.ts';
import { settingsOf } from './rules/settings.ts';
import { numbersOf, type PersonRow, type Place, peopleOf, placeOf } from './store.ts';

/** A person as My Staff shows them (S-1, S-2). */
export function staffItem(row: PersonRow) {
  const { userId, name, email, status, setting, readAt, allowedCountries } = row;
  const { doNotDisturbUntil: until, ...settings } = settingsOf(setting);
  const phone = phoneOf(settings.phone, row.crmPhone);
  const doNotDisturbUntil = until !== null && until > readAt ? until : null;
  return {
    userId,
    name,
    email,
    role: row.role ?? ('admin' as const),
    status,
    ...settings,
    phone,
    doNotDisturbUntil,
    /** Changes with each recording; null = none. */
    recordedGreeting: setting?.greetingRecordingSid?.slice(-8) ?? null,
    directNumber: held(row.directHere, row.directNumberId, row.directE164),
    companyNumber: held(row.companyHere, row.companyNumberId, row.companyE164),
    availability: availabilityOf(row, phone.value),
    issues: issuesOf(status, phone.value, {
      allowedCountries,
      numberPending: Boolean(row.numberPending),
      callsOff: doNotDisturbUntil !== null,
      offHours: settings.hours !== null && !isOpen(settings.hours, readAt),
    }),
  };
}

/** A number, unless it is not one of this sub-account. */
function held(here: string | null, numberId: string | null, e164: string | null) {
  return here && numberId && e164 ? { numberId, e164 } : null;
}

/** whether they could be rung at the moment of reading, and why not, as a code and in words. */
function availabilityOf(row: PersonRow, phone: string | null) {
  const { userId, name, status, setting, readAt, allowedCountries } = row;
  const { ringSeconds, hours, doNotDisturbUntil, voicemail, greeting } = settingsOf(setting);
  const calls = { ringSeconds, hours, doNotDisturbUntil, voicemail, greeting };
  const isApproved = status === 'approved';
  const person: Person = { userId, name, phone, isApproved, isOnCall: Boolean(row.isOnCall), ...calls };
  const state = available(person, '', readAt, allowedCountries);
  if (state.ok) return { now: true, code: null, why: `${name} can be rung now.` };
  return { now: false, code: state.code, why: state.why };
}

/** S-1: everybody of the sub-account, its free numbers in service, and the company numbers people may be shown by. */
export async function listStaff(ctx: Ctx, place: Place) {
  const [people, numbers, senders, home] = await Promise.all([
    peopleOf(ctx, place),
    numbersOf(ctx, place),
    sendersOf(ctx, place, null),
    placeOf(ctx, place),
  ]);
  const free = numbers.filter(number => number.wiredTo === null && isLive(number, ctx.now));
  const shared = senders?.numbers.filter(number => number.wiredTo === 'company') ?? [];
  return {
    items: people.map(staffItem),
    freeNumbers: free.map(({ numberId, e164 }) => ({ numberId, e164 })),
    /** `limitedTo`: ids of those who may use it (L-5); null = everybody. */
    companyNumbers: shared.map(({ numberId, e164, limitedTo }) => ({ numberId, e164, limitedTo })),
    zone: home?.timezone ?? 'UTC',
  };
}

/** One person of the sub-account; 404 for anybody else (T-1). */
export async function personIn(ctx: Ctx, place: Place, userId: string): Promise<PersonRow> {
  const [row] = await peopleOf(ctx, place, userId);
  if (!row) throw notFound('user');
  return row;
}

/** S-2: a person's own settings. */
export async function mySettings(ctx: Ctx, place: Place, userId: string) {
  const [row, home, senders] = await Promise.all([
    personIn(ctx, place, userId),
    placeOf(ctx, place),
    sendersOf(ctx, place, null),
  ]);
  if (!home) throw notFound('sub-account');
  const { name, country, timezone } = home;
  const me = { userId, senderNumberId: null, companyNumberId: row.companyNumberId };
  const open = senders?.numbers.filter(number => number.wiredTo === 'company' && mayUse(number, me)) ?? [];
  return {
    ...staffItem(row),
    companyNumbers: open.map(({ numberId, e164 }) => ({ numberId, e164 })),
    subAccount: { name, country, timezone },
  };
}
