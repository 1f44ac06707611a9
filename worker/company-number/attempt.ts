import { LostRace } from '../edge/db.ts';
import { conflict } from '../problem.ts';

/** How often an act is decided anew when somebody else was first. */
const TRIES = 3;

/**
 * Runs an act that reads, decides and commits; when somebody else changed the same thing in between, it reads and decides
 * again, so that the refusal speaks of what is there now.
 * @param title what did not happen, if it never gets through
 */
export async function attempt<T>(title: string, act: () => Promise<T>, tries = TRIES): Promise<T> {
  for (let left = tries; left > 0; left -= 1) {
    try {
      return await act();
    } catch (cause) {
      if (!(cause instanceof LostRace)) throw cause;
    }
  }
  const why = 'Somebody else changed this a moment ago. Look at what they did, then try again.';
  throw conflict('changed_meanwhile', title, why);
}
