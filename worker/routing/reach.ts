import { LostRace } from '../edge/db.ts';

/** The database did not answer in time, or not at all. */
export class DatabaseUnreachable extends Error {}

/** Twilio waits 15 s at most and callers less. Milliseconds for one round trip. */
const PATIENCE_MS = 2500;

/** Database work that a caller is waiting for. Throws `DatabaseUnreachable` unless it ends well or loses a race. */
export async function reach<T>(work: Promise<T>, patienceMs = PATIENCE_MS): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(`no answer within ${patienceMs} ms`)), patienceMs);
  });
  try {
    return await Promise.race([work, tooLong]);
  } catch (cause) {
    if (cause instanceof LostRace) throw cause;
    throw new DatabaseUnreachable('the database cannot be reached', { cause });
  } finally {
    clearTimeout(timer);
  }
}
