import type { Ctx } from '../../context.ts';
import { invalid, notFound, refused } from '../../problem.ts';
import type { Place } from '../caller.ts';
import { contactIn, numberIn, personIn } from '../store/place.ts';

/** What a form left out comes as nothing, null or empty text. */
export function given(value: string | null | undefined): string | undefined {
  return value?.trim() || undefined;
}

/** A tick, as forms write it. */
export function ticked(value: boolean | string | undefined): boolean {
  return value === true || value === 'true' || value === 'yes';
}

/** 404 for a number that is not held here (T-1). */
export async function heldNumber(ctx: Ctx, place: Place, named: string) {
  const found = await numberIn(ctx, place, named.trim());
  if (!found) throw notFound('number');
  return found;
}

/** 404 for somebody who is not of the sub-account (T-1). */
export async function heldPerson(ctx: Ctx, place: Place, named: string) {
  const found = await personIn(ctx, place, named.trim());
  if (!found) throw notFound('user');
  return found;
}

/** Whom an action reaches: the phone that was entered, else the contact's first one. */
export async function reached(
  ctx: Ctx,
  place: Place,
  { to, contact }: { to?: string | null | undefined; contact?: string | null | undefined },
): Promise<{ to: string; ownerHostUserId: string | null }> {
  const [typed, named] = [given(to), given(contact)];
  const known = named === undefined ? undefined : await contactIn(ctx, place, named);
  if (typed !== undefined) return { to: typed, ownerHostUserId: known?.ownerHostUserId ?? null };
  if (named === undefined) throw invalid([{ field: 'to', message: 'Enter a phone number, or say which contact.' }]);
  if (!known) throw notFound('contact');
  const [phone] = known.phones;
  if (!phone) throw refused('no_phone', 'Not done.', 'The contact has no phone number. Add one in the CRM.');
  return { to: phone, ownerHostUserId: known.ownerHostUserId };
}
