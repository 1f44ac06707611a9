import { Interrupted } from '../phone-time.ts';
import { keepRecording, mediaUrl, tellRecording } from '../recording/recording.ts';
import type { XmlElement } from '../xml.ts';
import { fetchDocument, NoDocument } from './document.ts';
import { addressOf, type Next, type Stage } from './verbs.ts';

/**
 * `<Record>`: the caller speaks until a finishing key, the maximum length or hanging up. A recording is kept, its
 * callback queued, and the action asked for; after a hang-up the action is told `Digits=hangup` and its answer ignored.
 * A caller who says nothing goes on to the next verb.
 */
export async function record(stage: Stage, element: XmlElement): Promise<Next> {
  const { line, exchange } = stage;
  const { time } = exchange.carrier;
  const {
    finishOnKey = '1234567890*#',
    maxLength = '3600',
    timeout = '5',
    action,
    method = 'POST',
  } = element.attributes;
  line.answer();
  line.doing('records a message');
  line.keys.clear();
  const started = time.now();
  const message = line.manners?.messageMs;
  if (message === 0) {
    await time.wait(1000 * Number(timeout), line.signal);
    return undefined;
  }
  if (message !== undefined) time.after(message, line.signal, () => line.hangUp());
  const digits = await spoken(stage, finishOnKey, 1000 * Number(maxLength));
  line.call.outcome = line.call.bridged ? 'bridged' : 'voicemail';

  const duration = Math.max(1, Math.round((time.now() - started) / 1000));
  const { accountSid, sid } = line.call;
  const recording = keepRecording(exchange.carrier, { accountSid, callSid: sid, duration, source: 'RecordVerb' });
  line.call.said.push(`[a message of ${duration} s is recorded]`);
  const { recordingStatusCallback: told, recordingStatusCallbackMethod: how = 'POST' } = element.attributes;
  if (told) tellRecording(exchange.carrier, recording, addressOf(stage, told), how);
  const next = {
    url: addressOf(stage, action),
    method,
    params: {
      RecordingUrl: mediaUrl(exchange.carrier, recording),
      RecordingSid: recording.sid,
      RecordingDuration: String(duration),
      Digits: digits,
    },
  };
  if (digits !== 'hangup') return next;
  await fetchDocument(exchange.carrier, line, next, undefined).catch((cause: unknown) => {
    if (!(cause instanceof NoDocument)) throw cause;
  });
  throw new Interrupted();
}

/** The key that ended the message, '' at full length, `hangup` when the caller hung up. */
async function spoken(stage: Stage, finishOnKey: string, ms: number): Promise<string> {
  const { line, exchange } = stage;
  const { time } = exchange.carrier;
  const until = time.now() + ms;
  try {
    for (;;) {
      const key = await line.keys.take(time, Math.max(0, until - time.now()), line.signal);
      if (key === undefined || finishOnKey.includes(key)) return key ?? '';
    }
  } catch (cause) {
    if (cause instanceof Interrupted && line.isOver) return 'hangup';
    throw cause;
  }
}
