const OTHERS: Record<string, number> = Object.fromEntries([
  ...'bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' ').map(code => [code, 0]),
  ...'bhd jod kwd omr tnd'.split(' ').map(code => [code, 3]),
]);

/**
 * How many decimals Stripe counts a currency's minor units with. Not what it is commonly written with: forints and
 * Colombian pesos are written without decimals, yet charged in hundredths.
 */
export function decimalsOf(currency: string): number {
  return OTHERS[currency.toLowerCase()] ?? 2;
}

/** Whole units of the currency from its minor ones. */
export function wholeOf(minor: number, currency: string): number {
  return minor / 10 ** decimalsOf(currency);
}

/** How a sum is written: as is usual for its currency, and never so that a part of it is hidden. */
export function writtenWith(minor: number, currency: string): Intl.NumberFormatOptions {
  const shape = { style: 'currency', currency } as const;
  const usual = new Intl.NumberFormat('en', shape).resolvedOptions().maximumFractionDigits ?? 2;
  const most = decimalsOf(currency);
  const isWhole = Number.isInteger(wholeOf(minor, currency));
  return { ...shape, minimumFractionDigits: isWhole ? Math.min(usual, most) : most, maximumFractionDigits: most };
}
