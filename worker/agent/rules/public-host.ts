/**
 * W-5: only public host names pass. An IP address in whatever spelling, a name that exists inside a network only, and a name
 * that stands for such an address could reach what nobody should. @returns why not; null = it passes
 * @param isLocal the local sandbox, where loopback stands in for the internet
 */
export function hostFault(host: string, isLocal: boolean): string | null {
  const name = host.toLowerCase().replace(/\.$/, '');
  if (isLocal && (name === 'localhost' || name === '127.0.0.1')) return null;
  if (/^\[|^[\d.]+$|^0x/.test(name)) return 'Enter a host name instead of an IP address.';
  if (isPublic(name) && !disguises(name)) return null;
  return 'This address cannot be reached from the internet. Enter a public host name.';
}

const INSIDE = [
  'localhost',
  'local',
  'internal',
  'intranet',
  'lan',
  'home',
  'corp',
  'private',
  'home.arpa',
  'test',
  'invalid',
  'onion',
];

function isPublic(name: string): boolean {
  const isName = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/.test(
    name,
  );
  return isName && !INSIDE.some(ending => name === ending || name.endsWith(`.${ending}`));
}

/** Zones in which everybody's names resolve to whatever address they spell, or to loopback. */
const SPELLING = ['nip.io', 'sslip.io', 'xip.io', 'localtest.me', 'lvh.me', 'vcap.me', 'lacolhost.com'];
const WITH_ADDRESS = /(?:^|[.-])(\d{1,3})[.-](\d{1,3})[.-](\d{1,3})[.-](\d{1,3})(?=[.-]|$)/;

function disguises(name: string): boolean {
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
