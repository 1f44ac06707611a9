import { friendly } from '../number/available.ts';
import { rfc2822 } from '../wire.ts';
import type { CallRecord } from './record.ts';

const SHOWN = { initiated: 'ringing' } as Partial<Record<CallRecord['status'], string>>;

/** A call as the API shows it. */
export function wire(call: CallRecord) {
  const uri = `/2010-04-01/Accounts/${call.accountSid}/Calls/${call.sid}`;
  const when = (instant: number | undefined) => (instant === undefined ? null : rfc2822(instant));
  return {
    account_sid: call.accountSid,
    answered_by: null,
    api_version: '2010-04-01',
    caller_name: null,
    date_created: rfc2822(call.createdAt),
    date_updated: rfc2822(call.endedAt ?? call.answeredAt ?? call.createdAt),
    direction: call.direction,
    duration: call.endedAt === undefined ? null : String(call.duration),
    end_time: when(call.endedAt),
    forwarded_from: call.forwardedFrom ?? null,
    from: call.from,
    from_formatted: friendly(call.from),
    group_sid: null,
    parent_call_sid: call.parentSid ?? null,
    phone_number_sid: call.numberSid ?? '',
    price: null,
    price_unit: 'USD',
    queue_time: '0',
    sid: call.sid,
    start_time: when(call.answeredAt ?? call.endedAt),
    status: SHOWN[call.status] ?? call.status,
    subresource_uris: { recordings: `${uri}/Recordings.json`, events: `${uri}/Events.json` },
    to: call.to,
    to_formatted: friendly(call.to),
    trunk_sid: null,
    uri: `${uri}.json`,
  };
}
