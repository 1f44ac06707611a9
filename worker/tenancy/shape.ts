import * as v from 'valibot';

/** The agency's word on a person (T-3). */
export const StatusChange = v.object({ status: v.picklist(['approved', 'blocked']) });

const days = (least: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(365));
const phone = v.pipe(v.string(), v.trim(), v.regex(/^\+?[\d ().-]{5,30}$/, 'a phone number, as people should read it'));

/** What an agency sets for itself; what is left out stays. */
export const SettingsChange = v.object({
  name: v.exactOptional(
    v.pipe(v.string(), v.trim(), v.minLength(1, 'Enter the name clients know you by.'), v.maxLength(80)),
  ),
  supportEmail: v.exactOptional(
    v.nullable(v.pipe(v.string(), v.trim(), v.email('an email address'), v.maxLength(254))),
  ),
  supportPhone: v.exactOptional(v.nullable(phone)),
  /** A-7; null = a reservation never lapses. */
  pendingExpiryDays: v.exactOptional(v.nullable(days(1))),
  cooldownDays: v.exactOptional(days(0)),
  allowedCountries: v.exactOptional(
    v.pipe(v.array(v.string()), v.minLength(1, 'Allow at least one country.'), v.maxLength(300)),
  ),
});
export type SettingsChange = v.InferOutput<typeof SettingsChange>;
