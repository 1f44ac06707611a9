import { type Carrier, newSid } from '../carrier.ts';
import { rfc2822 } from '../wire.ts';

/** A recording's facts; its sound is generated when asked for. */
export interface Recording {
  sid: string;
  accountSid: string;
  callSid: string;
  /** Whole seconds. */
  duration: number;
  source: 'RecordVerb' | 'DialVerb';
  createdAt: number;
}

/** Keeps a recording. */
export function keepRecording(carrier: Carrier, made: Omit<Recording, 'sid' | 'createdAt'>): Recording {
  const recording = { ...made, sid: newSid('RE'), createdAt: carrier.now() };
  carrier.recordings.set(recording.sid, recording);
  carrier.changed();
  return recording;
}

/** The address of the sound, without extension (WAV; `.mp3` may be appended). */
export function mediaUrl(carrier: Carrier, recording: Recording): string {
  return `${carrier.ctx.urls.twilio}/2010-04-01/Accounts/${recording.accountSid}/Recordings/${recording.sid}`;
}

/** Queues the `recordingStatusCallback` of a finished recording. */
export function tellRecording(carrier: Carrier, recording: Recording, url: string, method: string): void {
  carrier.callbacks.enqueue({
    accountSid: recording.accountSid,
    subject: recording.sid,
    url,
    method,
    params: {
      AccountSid: recording.accountSid,
      CallSid: recording.callSid,
      RecordingSid: recording.sid,
      RecordingUrl: mediaUrl(carrier, recording),
      RecordingStatus: 'completed',
      RecordingDuration: String(recording.duration),
      RecordingChannels: '1',
      RecordingSource: recording.source,
      RecordingStartTime: rfc2822(recording.createdAt - recording.duration * 1000),
      ErrorCode: '0',
    },
  });
}
