/** An owner of the sub-account, as far as standing in for a rule goes. */
export interface Owner {
  userId: string;
  status: string | null;
  createdAt: number;
}

/**
 * U-2: who stands in until the default rule names somebody: the sub-account's owner. Of several, one who may ring (T-3), then
 * the longest here.
 */
export function standInOf(owners: readonly Owner[]): string | null {
  const isOut = ({ status }: Owner) => Number(status !== 'approved');
  const inOrder = [...owners].sort(
    (a, b) => isOut(a) - isOut(b) || a.createdAt - b.createdAt || (a.userId < b.userId ? -1 : 1),
  );
  return inOrder[0]?.userId ?? null;
}
