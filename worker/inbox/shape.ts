import * as v from 'valibot';
import { textBody } from '../outbound/shape.ts';

const requestId = v.pipe(v.string(), v.minLength(8), v.maxLength(100));
const chosen = v.pipe(v.string(), v.minLength(1, 'Choose a number.'));
const cursor = v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}-\w+$/, 'This is not a place to read on from.')));

export const ListInbox = v.object({
  view: v.optional(v.picklist(['unknown', 'mine', 'all'], 'Choose unknown, mine or all.'), 'unknown'),
  cursor,
});
export const OpenThread = v.object({ cursor });

/** U-9. The JWT host's contacts have a name and phones; an email has no place there. */
export const AddContact = v.object({
  name: v.pipe(v.string(), v.trim(), v.minLength(1, 'Enter a name.'), v.maxLength(200, 'Use at most 200 characters.')),
});
export const Associate = v.object({ contactId: v.pipe(v.string(), v.minLength(1, 'Choose a contact.')) });
export const Reply = v.object({ numberId: chosen, body: textBody, requestId });
export const CallBack = v.object({ from: chosen, requestId });
