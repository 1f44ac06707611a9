import { validateRequest } from 'twilio/lib/webhooks/webhooks.js';

/** A form as Twilio signs it: a name that comes several times has all its values. */
export type Form = Record<string, string | string[]>;

export function readForm(raw: string): Form {
  const form: Form = {};
  for (const [name, value] of new URLSearchParams(raw)) {
    const known = Object.hasOwn(form, name) ? form[name] : undefined;
    form[name] = known === undefined ? value : [known, value].flat();
  }
  return form;
}

/** One value of a form; '' when it is missing. */
export function field(form: Form, name: string): string {
  const value = form[name];
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

/**
 * whether Twilio signed this request. @param publicUrl the configured origin with the path and query as requested
 * @param token the auth token of the account the request names
 */
export function isSigned(token: string, signature: string | undefined, publicUrl: string, form: Form): boolean {
  return Boolean(signature) && validateRequest(token, signature ?? '', publicUrl, form);
}
