/** Structured log lines, one JSON object each. Phone numbers are masked and secrets never passed in. */
export interface Log {
  info(event: string, facts?: Record<string, unknown>): void;
  warn(event: string, facts?: Record<string, unknown>): void;
  /** Logs an unexpected error once, with its causes. */
  error(event: string, cause: unknown, facts?: Record<string, unknown>): void;
}

const PHONE = /\+?\d[\d\s().-]{6,}\d/g;
const SECRET = /\b(?:sk|rk|whsec|tl_live|Bearer)[_ ][\w.+/=-]{8,}/g;
/** A token that ends in its signature: a session, a launch token, or an address that entitles by itself. */
const SIGNED = /[\w-]{8,}(?:\.[\w-]{8,})?\.[\w-]{43,}/g;

/** Masks every phone number but its last two digits, and anything that looks like a key. */
export function masked(text: string): string {
  return text
    .replace(SECRET, '[secret]')
    .replace(SIGNED, '[signed]')
    .replace(PHONE, hit => {
      const digits = hit.replace(/\D/g, '');
      if (digits.length < 8 || digits.length > 15) return hit;
      return `${hit.startsWith('+') ? '+' : ''}${'•'.repeat(digits.length - 2)}${digits.slice(-2)}`;
    });
}

/** @param write receives each finished line. */
export function createLog(requestId: string, write: (level: string, line: string) => void): Log {
  const put = (level: string, event: string, facts: Record<string, unknown> = {}) =>
    write(level, JSON.stringify({ level, event, requestId, ...maskAll(facts) }));
  return {
    info: (event, facts) => put('info', event, facts),
    warn: (event, facts) => put('warn', event, facts),
    error: (event, cause, facts) => put('error', event, { ...facts, causes: causesOf(cause) }),
  };
}

function maskAll(facts: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, maskValue(value)]));
}

function maskValue(value: unknown): unknown {
  if (typeof value === 'string') return masked(value);
  if (Array.isArray(value)) return value.map(maskValue);
  if (value && typeof value === 'object') return maskAll(value as Record<string, unknown>);
  return value;
}

function causesOf(cause: unknown): string[] {
  const chain: string[] = [];
  for (let at: unknown = cause; at && chain.length < 5; at = (at as { cause?: unknown }).cause) {
    chain.push(at instanceof Error ? (chain.length ? String(at) : (at.stack ?? String(at))) : String(at));
  }
  return chain;
}
