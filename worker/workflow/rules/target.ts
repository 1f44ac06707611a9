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
  const { hostname } = new URL(found.address);
  // The address itself has passed only where it may.
  if (hostname !== '127.0.0.1' && disguises(hostname)) {
    return { ok: false, message: 'This name stands for an address inside a network. Enter a public host name.' };
  }
  return { ok: true, url: found.address };
}

/** Zones in which everybody's names resolve to whatever address they spell, or to loopback. */
const SPELLING = ['nip.io', 'sslip.io', 'xip.io', 'localtest.me', 'lvh.me', 'vcap.me', 'lacolhost.com'];
const WITH_ADDRESS = /(?:^|[.-])(\d{1,3})[.-](\d{1,3})[.-](\d{1,3})[.-](\d{1,3})(?=[.-]|$)/;

function disguises(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  if (SPELLING.some(zone => name === zone || name.endsWith(`.${zone}`))) return true;
  const [, a = '', b = ''] = WITH_ADDRESS.exec(name) ?? [];
  return a !== '' && isInside(Number(a), Number(b));
}

/** RFC 6890: this host, private, shared, loopback, link-local, benchmarks, multicast and reserved. */
function isInside(a: number, b: number): boolean {
  if ([0, 10, 127].includes(a) || a >= 224) return true;
  if (a === 172) return b >= 16 && b <= 31;
  if (a === 100) return b >= 64 && b <= 127;
  if (a === 198) return b === 18 || b === 19;
  return (a === 192 && b === 168) || (a === 169 && b === 254);
}

/** What a workflow of HighLevel's is set off at: its trigger's own address there, and nowhere else. */
const EXECUTE = '/workflows-marketplace/triggers/execute/';

/** @param apiBase HighLevel's interface as it is configured; its host is the only one a trigger may be at */
export function isTriggerAddress(url: string, apiBase: string): boolean {
  if (!URL.canParse(url)) return false;
  const target = new URL(url);
  return target.origin === new URL(apiBase).origin && target.pathname.startsWith(EXECUTE) && !target.username;
}
