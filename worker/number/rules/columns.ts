/** N-4: what a row of the pool may show beside its number, in this order. */
export const POOL_COLUMNS = [
  'status',
  'subAccount',
  'wiredTo',
  'purpose',
  'type',
  'can',
  'country',
  'bought',
  'cost',
] as const;
export type PoolColumn = (typeof POOL_COLUMNS)[number];

/** What people see who have chosen nothing. */
export const USUAL_COLUMNS: readonly PoolColumn[] = ['status', 'subAccount', 'wiredTo', 'purpose', 'cost'];

/** Those of a saved choice that there still are, in the table's order; the usual ones where nothing was chosen. */
export function columnsOf(saved: readonly string[] | null | undefined): PoolColumn[] {
  return saved ? POOL_COLUMNS.filter(column => saved.includes(column)) : [...USUAL_COLUMNS];
}
