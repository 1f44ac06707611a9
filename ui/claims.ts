/**
 * What a signed token says, unverified: the server checks signatures, the page only reads how to show itself (theme,
 * language, zone) and what time the server thinks it is.
 */
export function readClaims(token: string): Readonly<Record<string, unknown>> {
  const part = token.split('.')[1] ?? '';
  try {
    const bytes = Uint8Array.from(atob(part.replaceAll('-', '+').replaceAll('_', '/')), char => char.charCodeAt(0));
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof claims === 'object' && claims !== null ? (claims as Record<string, unknown>) : {};
  } catch {
    return {}; // an opaque token says nothing
  }
}
