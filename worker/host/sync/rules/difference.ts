/** What a page of a host's list says that our mirror does not (H-5, C-1). A later event beats an older page. */

/** A contact as a page has it, ready to be kept: phones in E.164, the words it is found by. */
export interface Listed {
  hostContactId: string;
  name: string;
  ownerHostUserId: string | null;
  source: string | null;
  /** Null where the host does not say. */
  createdAt: number | null;
  updatedAt: number | null;
  phones: readonly string[];
}

/** The same contact as we have it. */
export interface Kept extends Omit<Listed, 'createdAt' | 'updatedAt'> {
  createdAt: number;
  updatedAt: number;
  isDeleted: boolean;
  /** An event had the last word since the run began. */
  isFresh: boolean;
}

export interface Difference {
  /** New to us, or another than we have. */
  changed: Listed[];
  /** Ids of those that are as we have them. */
  same: string[];
}

/** @param kept by the host's id */
export function difference(listed: readonly Listed[], kept: ReadonlyMap<string, Kept>): Difference {
  const changed: Listed[] = [];
  const same: string[] = [];
  for (const one of lastOfEach(listed)) {
    const known = kept.get(one.hostContactId);
    if (known && isOvertaken(one, known)) continue;
    if (known && isSame(one, known)) same.push(one.hostContactId);
    else changed.push(one);
  }
  return { changed, same };
}

/** A page that names somebody twice means what it says last. */
function lastOfEach(listed: readonly Listed[]): Iterable<Listed> {
  return new Map(listed.map(one => [one.hostContactId, one])).values();
}

/**
 * What was known before the run began gives way to the list, whatever its time: the list is the truth. Only what an
 * event said since is compared by time.
 */
function isOvertaken(one: Listed, known: Kept): boolean {
  return known.isFresh && (one.updatedAt === null || one.updatedAt < known.updatedAt);
}

function isSame(one: Listed, known: Kept): boolean {
  return (
    !known.isDeleted &&
    one.name === known.name &&
    one.ownerHostUserId === known.ownerHostUserId &&
    one.source === known.source &&
    (one.createdAt === null || one.createdAt === known.createdAt) &&
    (one.updatedAt === null || one.updatedAt === known.updatedAt) &&
    sameSet(one.phones, known.phones)
  );
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  const [left, right] = [new Set(a), new Set(b)];
  return left.size === right.size && [...left].every(phone => right.has(phone));
}
