import type { Context } from 'hono';
import { html } from 'hono/html';
import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';
import type { Html } from './layout.ts';

interface Choice {
  value: string;
  label: string;
}

/** A labelled text field. */
export function textField(
  name: string,
  label: string,
  value: string,
  more: { type?: string; hint?: string; required?: boolean } = {},
): Html {
  return html`<label class="field"><span>${label}</span><input name="${name}" type="${more.type ?? 'text'}" value="${value}" data-testid="${name}" autocomplete="off" ${more.required ? 'required' : ''}>${more.hint ? html`<small>${more.hint}</small>` : ''}</label>`;
}

/** A labelled choice of one. */
export function choiceField(name: string, label: string, chosen: string | undefined, choices: Choice[]): Html {
  return html`<label class="field"><span>${label}</span><select name="${name}" data-testid="${name}">${choices.map(
    ({ value, label: text }) =>
      html`<option value="${value}" ${value === (chosen ?? '') ? 'selected' : ''}>${text}</option>`,
  )}</select></label>`;
}

/** The fields of a posted form; every name has a list of values. */
export async function postedForm(c: Context): Promise<{ one(name: string): string; all(name: string): string[] }> {
  const form = await c.req.formData();
  const all = (name: string) => form.getAll(name).flatMap(value => (typeof value === 'string' ? [value.trim()] : []));
  return { all, one: name => all(name)[0] ?? '' };
}

/** A number as people type it becomes E.164; what is no number stays as it was typed, as CRMs do. */
export function keptPhone(typed: string, country: string): string {
  const region: CountryCode | undefined = isSupportedCountry(country) ? country : undefined;
  const parsed = parsePhoneNumberFromString(typed, region);
  return parsed?.isValid() ? parsed.number : typed.trim();
}

/** A number for reading: national for the viewer's country, international otherwise. */
export function shownPhone(phone: string, country: string): string {
  const parsed = parsePhoneNumberFromString(phone);
  if (!parsed) return phone;
  return parsed.country === country ? parsed.formatNational() : parsed.formatInternational();
}

/** A round sign with a person's initials. */
export function initials(name: string): Html {
  const letters = name.split(/\s+/).map(word => word[0] ?? '');
  const tint = [...name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 6;
  return html`<span class="initials tint-${tint}" aria-hidden="true">${(letters[0] ?? '') + (letters.length > 1 ? letters.at(-1) : '')}</span>`;
}

/** An instant for reading, in the zone given. */
export function shownTime(instant: string | number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(
    new Date(instant),
  );
}
