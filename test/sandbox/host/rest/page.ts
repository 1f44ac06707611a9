import { Refusal } from './answer.ts';

/**
 * One page of records in bytewise order of id, after the cursor. The cursor is the last id seen, so that
 * records added or deleted meanwhile neither repeat nor hide others.
 */
export function pageOf<T extends { id: string }>(records: T[], cursor: string | undefined, size: number) {
  const after = cursor === undefined ? '' : lastId(cursor);
  const rest = records.filter(r => r.id > after).sort((a, b) => (a.id < b.id ? -1 : 1));
  const items = rest.slice(0, size);
  const last = items.at(-1);
  return { items, ...(rest.length > size && last && { next: Buffer.from(`after:${last.id}`).toString('base64url') }) };
}

function lastId(cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString();
  if (!text.startsWith('after:')) throw new Refusal(400, 'This cursor was not given out by this host.', 'cursor');
  return text.slice('after:'.length);
}
