import { now } from '../../clock.ts';
import { exact, relative } from '../../format/time.ts';
import { numberText } from '../../kit/Number.tsx';
import type { Tone } from '../../kit/Pill.tsx';
import type { TraceStep } from '../../kit/Trace.tsx';
import { t } from '../../text/index.ts';
import { viewer } from '../../viewer.ts';
import type { Call, CallStatus, Considered, Leg } from './calls.ts';

export const TONE: Record<CallStatus, Tone> = {
  in_progress: 'info',
  answered: 'good',
  missed: 'wait',
  abandoned: 'free',
  voicemail: 'info',
  not_in_service: 'bad',
  failed: 'bad',
};

const isNumber = (party: string) => /^\+\d{5,}$/.test(party);

/** A party of a call: its number, or that it was withheld. */
export const partyText = (party: string) => (isNumber(party) ? numberText(party) : t.callLog.withheld);

/** A sentence of the server with its numbers written as the viewer reads them. */
export const prose = (sentence: string) => sentence.replace(/\+\d{7,15}/g, numberText);

/** The outside party, which is the caller of a call that came in. */
export const partyOf = ({ direction, from, to }: Pick<Call, 'direction' | 'from' | 'to'>) =>
  direction === 'in' ? from : to;

export const whoText = (call: Call) => call.contact?.name ?? partyText(partyOf(call));

/** Names a row for screen readers. */
export function rowName(call: Call): string {
  const { locale, zone } = viewer.value;
  return t.callLog.rowName(whoText(call), relative(call.startedAt, now(), locale, zone));
}

export function exactText(at: number): string {
  const { locale, zone, tz } = viewer.value;
  return exact(at, locale, zone, tz);
}

/** Rules considered, each by its name instead of its id. */
export function traceSteps(trace: readonly Considered[]): TraceStep[] {
  return trace.map(({ rule, matched, why }) => ({
    rule: t.callLog.rule[rule] ?? t.callLog.rule.other ?? '',
    matched,
    why: prose(why),
  }));
}

const clockText = (at: number) =>
  new Intl.DateTimeFormat(viewer.value.locale, {
    timeStyle: 'medium',
    timeZone: viewer.value.zone,
  }).format(at);

const secondsText = (from: number, to: number) => t.callLog.seconds(Math.max(0, Math.round((to - from) / 1000)));

/** What became of one phone, with its times. @param isOver the whole call */
export function legText({ rangAt, answeredAt, acceptedAt, endedAt, bridged }: Leg, isOver: boolean): string {
  const words = t.callLog.leg;
  const took = acceptedAt ?? answeredAt;
  if (bridged) return `${words.rang(clockText(rangAt))}, ${words.bridged(secondsText(rangAt, took ?? rangAt))}`;
  if (answeredAt !== null) return `${words.rang(clockText(rangAt))}, ${words.mailbox(secondsText(rangAt, answeredAt))}`;
  if (endedAt !== null) return `${words.rang(clockText(rangAt))}, ${words.stopped(secondsText(rangAt, endedAt))}`;
  return `${words.rang(clockText(rangAt))}, ${isOver ? words.unanswered : words.ringing}`;
}
