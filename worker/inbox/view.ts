import { carrierReason } from '../outbound/rules/carrier-error.ts';
import { keyOf, numberOf } from './rules/caller.ts';
import { standingOf } from './rules/claim.ts';
import type { Viewer } from './rules/visible.ts';
import type { Caller } from './store/callers.ts';
import type { InboxRecord } from './store/records.ts';

/** How much of a text a list shows. */
const PREVIEW = 140;

/** A caller as the lists show them. @param newest the newest record the viewer sees; @param seen all that were looked at */
export function itemOf(
  viewer: Viewer,
  caller: string,
  known: Caller,
  newest: InboxRecord,
  seen: readonly InboxRecord[],
  source: string | null,
) {
  const { live, contact } = known;
  const standing = standingOf(viewer, seen, known);
  return {
    key: keyOf(caller),
    kind: contact ? ('contact' as const) : ('unknown' as const),
    caller: { e164: numberOf(caller) },
    contact: contact && { id: contact.id, name: contact.name },
    lastAt: newest.at,
    preview: {
      kind: newest.voicemail ? ('voicemail' as const) : newest.kind,
      text: Array.from(newest.body ?? '')
        .slice(0, PREVIEW)
        .join(''),
      direction: newest.direction,
      outcome: newest.status,
    },
    claim:
      known.claim && live
        ? { by: { id: live.userId, name: live.name }, mine: live.userId === viewer.userId, at: live.at }
        : null,
    number: { e164: newest.e164, source },
    canAct: standing.ok,
    /** Acting claims the caller first, and *Claim* alone does too (U-7). */
    canClaim: standing.ok && standing.claims,
    whyNot: standing.ok ? null : standing.why,
  };
}

/** A call or text as a thread shows it. @param media our own short-lived addresses of what came with a text */
export function recordView(record: InboxRecord, media: string[]) {
  const { id, kind, at, direction, body, status, durationS, voicemail, person, ruleName, overflow, from, to } = record;
  return {
    ...{ id, kind, at, direction, body, media, status, durationS, voicemail, ruleName, overflow, from, to },
    errorSentence: carrierReason(record.errorCode),
    outcome: kind === 'call' ? status : null,
    by: person,
    isAnsweredElsewhere: record.isAnsweredElsewhere,
  };
}
