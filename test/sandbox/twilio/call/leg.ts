import { Interrupted, unlessInterrupted } from '../phone-time.ts';
import { converse } from './converse.ts';
import type { Target } from './dial-plan.ts';
import type { Exchange } from './exchange.ts';
import { startInbound } from './inbound.ts';
import type { Line } from './line.ts';
import { playPhone } from './play-phone.ts';
import type { CallStatus } from './record.ts';

/** A dialled number of ours may lead to another one, this often. */
export const MOST_HOPS = 5;

/** Opens the leg of one dialled phone; it does not ring yet. */
export function openLeg(exchange: Exchange, parent: Line, target: Target, callerId: string): Line {
  return exchange.open({
    accountSid: parent.call.accountSid,
    parentSid: parent.call.sid,
    direction: 'outbound-dial',
    from: callerId,
    to: target.to,
    status: 'queued',
    hops: parent.call.hops + 1,
    ...(target.callback ? { callback: target.callback } : {}),
  });
}

/**
 * Rings a leg and, once picked up, plays the whisper to it. True when the person may be put through; false when the
 * leg is over by now.
 */
export async function offer(
  exchange: Exchange,
  leg: Line,
  whisper: { url: string; method: string } | undefined,
  timeout: number,
): Promise<boolean> {
  try {
    if (!(await ring(exchange, leg, timeout))) return false;
    if (whisper && (await converse(exchange, leg, whisper, true)) === 'hung-up') leg.finish('completed');
    if (leg.isOver) return false;
    leg.doing('accepted');
    return true;
  } finally {
    void leg.over.then(() => exchange.close(leg));
  }
}

/** Rings a phone up to `timeout` seconds; true when picked up, else the line is over with the reason as its status. */
export async function ring(exchange: Exchange, line: Line, timeout: number): Promise<boolean> {
  const { time } = exchange.carrier;
  const started = time.now();
  line.progress('initiated');
  const ends = new AbortController();
  try {
    const who = reach(exchange, line);
    if (line.isOver) return false;
    if (who !== 'failed') line.progress('ringing');
    line.doing('rings');
    const waited = time.wait(timeout * 1000, AbortSignal.any([ends.signal, line.end])).then(() => 'no-answer' as const);
    waited.catch(() => undefined);
    const how = who === 'failed' ? who : await unlessInterrupted(Promise.race([line.pickedUp, waited]), line.end);
    line.call.rangMs = Math.round(time.now() - started);
    if (how !== 'answered') line.finish(how satisfies CallStatus);
    else line.answer();
    return how === 'answered';
  } catch (cause) {
    if (!(cause instanceof Interrupted)) throw cause;
    line.call.rangMs = Math.round(time.now() - started);
    return false;
  } finally {
    ends.abort();
  }
}

/** Reaches the other end: a number of ours is a call of its own, every other phone does what its script says. */
function reach(exchange: Exchange, line: Line): 'ringing' | 'failed' {
  if (!exchange.carrier.owned(line.call.to)) return playPhone(exchange, line);
  if (line.call.hops > MOST_HOPS) {
    line.warn('The call went round in circles and was given up');
    return 'failed';
  }
  const inner = startInbound(exchange, { from: line.call.from, to: line.call.to, hops: line.call.hops });
  line.call.nestedSid = inner.call.sid;
  void inner.answered.then(() => line.pick('answered'));
  void inner.over.then(() => (line.isAnswered ? line.finish('completed') : line.pick('busy')));
  void line.over.then(() => inner.hangUp());
  return 'ringing';
}
