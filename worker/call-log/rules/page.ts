/** Where a page of the log goes on: behind the call with this start and id. */
export interface Place {
  startedAt: number;
  id: string;
}

export function cursorOf({ startedAt, id }: Place): string {
  return `${startedAt}.${id}`;
}

/** @returns undefined for what never was a cursor: the list then begins anew */
export function placeOf(cursor: string | undefined): Place | undefined {
  const [, startedAt, id] = /^(\d{1,15})\.([\w-]{1,80})$/.exec(cursor ?? '') ?? [];
  return startedAt && id ? { startedAt: Number(startedAt), id } : undefined;
}
