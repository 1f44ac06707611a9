import { decimalsOf } from '../../../../worker/assignment/rules/decimals.ts';

export { decimalsOf };

/** Integer minor units from what people type ("1,234.50", "4,50", "$5"); null when it is no amount of that currency. */
export function minorOf(typed: string, currency: string): number | null {
  const bare = typed.replace(/[\s\u00a0\u202f'’]/g, '').replace(/^\p{Sc}|\p{Sc}$/gu, '');
  const decimals = decimalsOf(currency);
  const split = /^(\d+|[1-9]\d{0,2}(?:([.,])\d{3})+)(?:([.,])(\d+))?$/.exec(bare);
  if (!split) return null;
  const [, whole = '', group, point, part = ''] = split;
  if (group && group === point) return null;
  if (part.length <= decimals) return scaled(whole.replace(/[.,]/g, ''), part, decimals);
  // "1,234" can only be thousands here; "1.234" may be a slip, and is asked again rather than taken for a fortune.
  const isThousands = point === ',' && part.length === 3 && !group && /^[1-9]\d{0,2}$/.test(whole);
  return isThousands ? scaled(whole + part, '', decimals) : null;
}

function scaled(whole: string, part: string, decimals: number): number | null {
  const minor = Number(whole + part.padEnd(decimals, '0'));
  return Number.isSafeInteger(minor) ? minor : null;
}

/** The amount as it is typed: "4.50". */
export function typedOf(minor: number, currency: string): string {
  const decimals = decimalsOf(currency);
  return (minor / 10 ** decimals).toFixed(decimals);
}
