import { hostFault } from './public-host.ts';

/** R-2, W-5: where a voice agent is reached: a SIP URI, a `wss:` media stream or an https webhook, and never inside a network. */
export type Endpoint =
  | { ok: true; kind: 'sip' | 'stream' | 'webhook'; address: string }
  | { ok: false; message: string };

const LONGEST = 500;
const FORMS = 'Enter a SIP URI (sip:…), a media stream (wss://…) or a webhook (https://…).';

/** @param isLocal the local sandbox, where loopback addresses stand in for real ones */
export function endpointOf(typed: string, isLocal: boolean): Endpoint {
  const address = typed.trim();
  if (!address || address.length > LONGEST) return { ok: false, message: FORMS };
  if (/^sips?:/i.test(address)) return sip(address, isLocal);
  const url = parsed(address);
  if (url?.protocol === 'wss:' || (isLocal && url?.protocol === 'ws:')) return checked(url, 'stream', isLocal);
  if (url?.protocol === 'https:' || (isLocal && url?.protocol === 'http:')) return checked(url, 'webhook', isLocal);
  return { ok: false, message: FORMS };
}

/** A webhook only, as for an agent's texts (R-16). */
export function webhookOf(typed: string, isLocal: boolean): Endpoint {
  const endpoint = endpointOf(typed, isLocal);
  if (endpoint.ok && endpoint.kind !== 'webhook') return { ok: false, message: 'Enter a webhook (https://…).' };
  return endpoint.ok || !/^https?:/i.test(typed.trim()) ? endpoint : { ok: false, message: endpoint.message };
}

function checked(url: URL, kind: 'stream' | 'webhook', isLocal: boolean): Endpoint {
  if (url.username || url.password) return { ok: false, message: 'Leave user name and password out of the address.' };
  if (url.hash) return { ok: false, message: 'Leave out the part from # on.' };
  const fault = hostFault(url.hostname, isLocal);
  return fault ? { ok: false, message: fault } : { ok: true, kind, address: url.href };
}

/** `sip:user@host`, with port and parameters if need be. */
const SIP =
  /^sips?:(?:[\w.!~*'()%&=+$,;?/-]+@)([\w.-]+)(?::(\d{1,5}))?((?:;[\w.-]+(?:=[\w.%+-]+)?)*)(\?[\w.%&=+-]*)?$/i;

function sip(address: string, isLocal: boolean): Endpoint {
  const [, host, port] = SIP.exec(address) ?? [];
  if (!host || (port !== undefined && (Number(port) < 1 || Number(port) > 65_535))) {
    return { ok: false, message: 'Enter the whole SIP URI, like sip:agent@voice.example.com.' };
  }
  const fault = hostFault(host, isLocal);
  return fault ? { ok: false, message: fault } : { ok: true, kind: 'sip', address };
}

function parsed(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null;
}
