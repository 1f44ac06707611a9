import type { CallRecord } from '../call/record.ts';
import type { Carrier } from '../carrier.ts';
import type { Exchanged } from '../webhook.ts';

/** A leg as tests and the tour read it. */
export function legView(leg: CallRecord) {
  return {
    sid: leg.sid,
    to: leg.to,
    from: leg.from,
    status: leg.status,
    rangMs: leg.rangMs ?? 0,
    answered: leg.answeredAt !== undefined,
    bridged: leg.bridged,
    duration: leg.duration,
    said: leg.said,
    pressed: leg.pressed,
    whisper: leg.steps.map(stepView),
    warnings: leg.warnings,
    doing: leg.doing,
    nested: leg.nestedSid ?? null,
  };
}

function stepView(step: Exchanged) {
  return {
    at: step.at,
    url: step.url,
    method: step.method,
    request: step.request,
    status: step.status ?? null,
    response: step.response ?? null,
    failure: step.failure ?? null,
    ms: step.ms,
  };
}

/** A call with everything that happened on it, its legs included. */
export function callView(carrier: Carrier, call: CallRecord) {
  const legs = [...carrier.calls.values()].filter(leg => leg.parentSid === call.sid);
  const callbacks = carrier.callbacks.sent.filter(
    sent => sent.subject === call.sid || legs.some(leg => leg.sid === sent.subject),
  );
  return {
    sid: call.sid,
    from: call.from,
    to: call.to,
    direction: call.direction,
    status: call.status,
    ended: call.endedAt !== undefined,
    outcome: call.outcome ?? null,
    bridged: call.bridged,
    duration: call.duration,
    doing: call.doing,
    twiml: call.steps.map(stepView),
    legs: legs.map(legView),
    said: call.said,
    warnings: [...call.warnings, ...legs.flatMap(leg => leg.warnings)],
    callbacks: callbacks.map(stepView),
    recordings: [...carrier.recordings.values()].filter(r => r.callSid === call.sid).map(r => r.sid),
  };
}

export type CallView = ReturnType<typeof callView>;
