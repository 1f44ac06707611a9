import { phoneKey } from '../phone.ts';
import type { Exchange } from './exchange.ts';
import type { Line } from './line.ts';

/** Telephone ms a scripted person takes to pick up, to press a key, and to talk. */
const PICK_UP_MS = 1500;
const PRESS_MS = 1000;
const TALK_MS = 3000;
/** A mailbox greets and listens this long. */
const MAILBOX_MS = 30_000;

/** Lets an outside phone do what its script says while it rings; `ignore` leaves it to whoever sits at the softphone. */
export function playPhone(exchange: Exchange, line: Line): 'ringing' | 'failed' {
  const phone = exchange.carrier.phones.get(phoneKey(line.call.to));
  const { time } = exchange.carrier;
  const script = phone?.script ?? 'ignore';
  if (script === 'unreachable') return 'failed';
  if (script === 'ignore') return 'ringing';
  time.after(PICK_UP_MS, line.end, () => {
    if (script === 'decline') return line.pick('busy');
    if (script === 'mailbox') return letMailboxAnswer(exchange, line);
    line.pick('answered');
    if (script === 'press1') time.after(PRESS_MS, line.end, () => line.press('1'));
    const talk = phone?.talkMs === undefined ? TALK_MS : phone.talkMs;
    if (talk !== null) hangUpAfterTalk(exchange, line, talk);
  });
  return 'ringing';
}

/** The phone's own mailbox picks up, talks on whatever it hears, presses nothing, and hangs up at last. */
export function letMailboxAnswer(exchange: Exchange, line: Line): void {
  line.call.said.push('[mailbox: please leave a message after the tone]');
  line.pick('answered');
  exchange.carrier.time.after(MAILBOX_MS, line.end, () => line.hangUp());
}

function hangUpAfterTalk(exchange: Exchange, line: Line, ms: number): void {
  const { time } = exchange.carrier;
  const look = () => {
    if (line.call.bridged) time.after(ms, line.end, () => line.hangUp());
    else time.after(100, line.end, look);
  };
  look();
}
