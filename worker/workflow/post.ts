/**
 * Why something did not arrive, as a word that the panels put into a sentence; the receiver's status stands beside it.
 */
export type Trouble =
  /** Nothing answered, or not within our patience. */
  | 'unreachable'
  | 'slow'
  /** It answered something else than 2xx, or sent us elsewhere. */
  | 'refused'
  | 'redirect'
  /** It wants no more. */
  | 'gone'
  | 'inactive'
  /** Its hook was removed, its address is none we may send to, or the app is not installed any more. */
  | 'hook_ended'
  | 'address'
  | 'not_installed'
  /** The CRM gave us no credential. */
  | 'not_connected';

/** What came of sending: `isGone` ends the subscription, `isHopeless` this delivery. */
export type Sent =
  | { ok: true; status: number }
  | { ok: false; status: number | null; error: Trouble; isGone?: boolean; isHopeless?: boolean; askedMs?: number };

/** A receiver that takes longer gets it again later. */
const PATIENCE_MS = 10_000;

/** Posts JSON, waits no longer than patience, and follows nobody anywhere (W-5). @param judge reads the answer */
export async function post(
  url: string,
  body: string,
  headers: Record<string, string>,
  judge: (answer: Response) => Sent | Promise<Sent> = byStatus,
): Promise<Sent> {
  let answer: Response;
  try {
    answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'Trunkline-Hooks/1', ...headers },
      body,
      // A redirect could lead where the address itself may not.
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch (cause) {
    const isSlow = cause instanceof Error && cause.name === 'TimeoutError';
    return { ok: false, status: null, error: isSlow ? 'slow' : 'unreachable' };
  }
  const sent = await judge(answer);
  if (!answer.bodyUsed) await answer.body?.cancel();
  return sent;
}

export function byStatus(answer: Response): Sent {
  const { ok, status } = answer;
  if (ok) return { ok, status };
  if (status === 410) return { ok: false, status, error: 'gone', isGone: true };
  if (status >= 300 && status < 400) return { ok: false, status, error: 'redirect' };
  return { ok: false, status, error: 'refused', askedMs: waitAsked(answer) };
}

const LONGEST_WAIT_MS = 24 * 3_600_000;

/** `Retry-After` in seconds; a date is not heeded. */
function waitAsked(answer: Response): number {
  const seconds = Number(answer.headers.get('retry-after'));
  return seconds > 0 ? Math.min(seconds * 1000, LONGEST_WAIT_MS) : 0;
}
