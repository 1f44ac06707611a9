import type { Carrier } from '../carrier.ts';
import { placeOf } from '../number/places.ts';
import { rfc2822 } from '../wire.ts';
import { type CallRecord, OVER } from './record.ts';

/** The parameters every voice request carries. */
export function callParams(call: CallRecord): Record<string, string> {
  return {
    AccountSid: call.accountSid,
    ApiVersion: '2010-04-01',
    CallSid: call.sid,
    CallStatus: call.status,
    Direction: call.direction,
    From: call.from,
    To: call.to,
    Caller: call.from,
    Called: call.to,
    ...(call.parentSid ? { ParentCallSid: call.parentSid } : {}),
    ...(call.forwardedFrom ? { ForwardedFrom: call.forwardedFrom } : {}),
    ...whereabouts('From', call.from),
    ...whereabouts('To', call.to),
    ...whereabouts('Caller', call.from),
    ...whereabouts('Called', call.to),
  };
}

/** `FromCity`, `FromState`, `FromZip`, `FromCountry` and the like, as far as the number tells. */
export function whereabouts(side: string, number: string): Record<string, string> {
  const place = placeOf(number);
  const country = place?.country ?? (/^\+1\d{10}$/.test(number) ? 'US' : '');
  return {
    [`${side}City`]: place ? place.locality.toUpperCase() : '',
    [`${side}State`]: place?.region ?? '',
    [`${side}Zip`]: place?.postalCode ?? '',
    [`${side}Country`]: country,
  };
}

/** Queues the status callback for the present status, if its address asked for that event. */
export function tellProgress(carrier: Carrier, call: CallRecord): void {
  const event = OVER.includes(call.status) ? 'completed' : call.status === 'in-progress' ? 'answered' : call.status;
  const callback = call.callback;
  if (!callback?.events.includes(event)) return;
  const isOver = event === 'completed';
  carrier.callbacks.enqueue({
    accountSid: call.accountSid,
    subject: call.sid,
    url: callback.url,
    method: callback.method,
    params: {
      ...callParams(call),
      Timestamp: rfc2822(carrier.now()),
      SequenceNumber: String(call.sequence++),
      CallbackSource: 'call-progress-events',
      ...(isOver ? { CallDuration: String(call.duration), Duration: String(Math.ceil(call.duration / 60)) } : {}),
    },
  });
}
