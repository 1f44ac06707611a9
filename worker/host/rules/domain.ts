/** H-3: a white-label domain as an origin that may frame the panel. */

const LABEL = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;

/**
 * Reads what a host or a person calls a domain: `app.example.com`, with or without `https://`. Undefined where it is no
 * name of a site that browsers can be told of: an address, a port, a wildcard, a single word.
 * @param isLocal the sandbox: sites of this machine count as well
 */
export function originOf(typed: string, isLocal = false): string | undefined {
  const text = typed.trim().toLowerCase();
  const url = parsed(text.includes('://') ? text : `https://${text}`);
  if (!url || url.username || url.password || url.pathname !== '/' || url.search || url.hash) return undefined;
  if (isLocal && /^(localhost|127\.0\.0\.1)$/.test(url.hostname)) return url.origin;
  if (url.protocol !== 'https:' || url.port) return undefined;
  const labels = url.hostname.split('.');
  const isName = labels.length > 1 && labels.every(label => LABEL.test(label)) && !/^\d+$/.test(labels.at(-1) ?? '');
  const isPrivate = /\.(local|internal|localhost|home\.arpa)$/.test(url.hostname);
  return isName && !isPrivate && url.hostname.length <= 253 ? url.origin : undefined;
}

function parsed(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
