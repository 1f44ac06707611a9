import { webhookOf } from '../../agent/rules/endpoint.ts';

/** W-5: where a hook may send to. */
export type Target = { ok: true; url: string } | { ok: false; message: string };

const FORM = 'Enter a public address that begins with https://, at most 500 characters.';

/**
 * https to a public host name only: no IP address in whatever spelling, no name that exists inside a network only, no
 * name that spells such an address. What else a name resolves to is not looked at: the Worker runs where nothing
 * private can be reached. The local sandbox may send to loopback. @param isLocal we ourselves run there
 */
export function targetOf(typed: string, isLocal: boolean): Target {
  const found = webhookOf(typed, isLocal);
  if (!found.ok) return { ok: false, message: /SIP|webhook/.test(found.message) ? FORM : found.message };
  return { ok: true, url: found.address };
}

/** What a workflow of HighLevel's is set off at: its trigger's own address there, and nowhere else. */
const EXECUTE = '/workflows-marketplace/triggers/execute/';

/** @param apiBase HighLevel's interface as it is configured; its host is the only one a trigger may be at */
export function isTriggerAddress(url: string, apiBase: string): boolean {
  if (!URL.canParse(url)) return false;
  const { origin, pathname, username } = new URL(url);
  // Who undoes such spellings there would arrive elsewhere, with the location's token.
  const isPlain = !/%(?:2e|2f|5c)/i.test(pathname);
  return origin === new URL(apiBase).origin && pathname.startsWith(EXECUTE) && isPlain && !username;
}
