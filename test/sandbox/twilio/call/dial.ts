import { unlessInterrupted } from '../phone-time.ts';
import { keepRecording, mediaUrl, tellRecording } from '../recording/recording.ts';
import type { XmlElement } from '../xml.ts';
import { type DialPlan, planDial } from './dial-plan.ts';
import { offer, openLeg } from './leg.ts';
import type { Line } from './line.ts';
import type { CallStatus } from './record.ts';
import type { Next, Stage } from './verbs.ts';

interface Dialled {
  status: CallStatus;
  sid?: string;
  seconds?: number;
  isBridged: boolean;
  recordingUrl?: string;
}

/**
 * `<Dial>`: rings all its phones at once; the first whose person accepts (after the whisper, if there is one) is put
 * through, the others stop. With an action, that decides what follows and the verbs after are never reached.
 */
export async function dial(stage: Stage, element: XmlElement): Promise<Next> {
  const plan = planDial(stage, element);
  if (!plan.answerOnBridge) stage.line.answer();
  if (plan.refused) stage.line.warn(plan.refused);
  const result: Dialled = plan.refused ? { status: 'failed', isBridged: false } : await connect(stage, plan);
  if (!plan.action) return undefined;
  return {
    ...plan.action,
    params: {
      DialCallStatus: result.status,
      DialBridged: String(result.isBridged),
      ...(result.sid ? { DialCallSid: result.sid } : {}),
      ...(result.seconds === undefined ? {} : { DialCallDuration: String(result.seconds) }),
      ...(result.recordingUrl ? { RecordingUrl: result.recordingUrl } : {}),
    },
  };
}

async function connect(stage: Stage, plan: DialPlan): Promise<Dialled> {
  const { exchange, line } = stage;
  const legs = plan.targets.map(target => openLeg(exchange, line, target, plan.callerId));
  line.doing(`rings ${plan.targets.map(t => t.to).join(', ')}`);
  try {
    const offers = legs.map((leg, n) => offer(exchange, leg, plan.targets[n]?.whisper, plan.timeout));
    const winner = await unlessInterrupted(firstAccepted(legs, offers), line.signal);
    if (!winner) return unanswered(legs);
    for (const leg of legs) if (leg !== winner) leg.finish(leg.isAnswered ? 'completed' : 'canceled');
    return await bridge(stage, plan, winner);
  } finally {
    for (const leg of legs) leg.finish(leg.isAnswered ? 'completed' : 'canceled');
  }
}

/** The leg whose offer is accepted first; undefined when none is. */
function firstAccepted(legs: Line[], offers: Promise<boolean>[]): Promise<Line | undefined> {
  const first = Promise.withResolvers<Line | undefined>();
  offers.forEach((accepted, n) => {
    accepted.then(yes => yes && first.resolve(legs[n]), first.reject);
  });
  Promise.all(offers).then(() => first.resolve(undefined), first.reject);
  return first.promise;
}

/** A leg that was picked up makes the dial `completed`, though nobody was put through. */
function unanswered(legs: Line[]): Dialled {
  const order: CallStatus[] = ['completed', 'no-answer', 'busy', 'canceled', 'failed'];
  const status = order.find(s => legs.some(leg => leg.call.status === s)) ?? 'failed';
  const leg = legs.find(l => l.call.status === status);
  return {
    status,
    isBridged: false,
    ...(leg ? { sid: leg.call.sid } : {}),
    ...(leg && status === 'completed' ? { seconds: leg.call.duration } : {}),
  };
}

async function bridge(stage: Stage, plan: DialPlan, leg: Line): Promise<Dialled> {
  const { exchange, line } = stage;
  const { time } = exchange.carrier;
  line.answer();
  line.call.bridged = true;
  line.call.outcome = 'bridged';
  leg.call.bridged = true;
  line.keys.clear();
  line.doing(`talks with ${leg.call.to}`);
  leg.doing(`talks with ${line.call.from}`);
  const talk = line.manners?.talkMs;
  const apart = new AbortController();
  if (talk !== undefined) time.after(talk, AbortSignal.any([line.end, apart.signal]), () => line.hangUp());
  try {
    const limit = time.wait(plan.timeLimit * 1000, AbortSignal.any([line.signal, apart.signal]));
    const ends = [leg.over, limit.catch(() => undefined)];
    if (plan.hangupOnStar) ends.push(starPressed(stage, apart.signal));
    await unlessInterrupted(Promise.race(ends), line.signal);
  } finally {
    apart.abort();
    leg.finish('completed');
  }
  const seconds = leg.call.duration;
  const result: Dialled = { status: 'completed', sid: leg.call.sid, seconds, isBridged: true };
  return plan.record ? { ...result, recordingUrl: keepTalk(stage, plan.record, seconds) } : result;
}

async function starPressed(stage: Stage, apart: AbortSignal): Promise<void> {
  const { line, exchange } = stage;
  const signal = AbortSignal.any([line.signal, apart]);
  const day = 24 * 3600_000;
  try {
    while ((await line.keys.take(exchange.carrier.time, day, signal)) !== '*');
  } catch {
    // The bridge ended first; it says so itself.
  }
}

function keepTalk(stage: Stage, plan: NonNullable<DialPlan['record']>, duration: number): string {
  const { carrier } = stage.exchange;
  const { accountSid, sid } = stage.line.call;
  const recording = keepRecording(carrier, { accountSid, callSid: sid, duration, source: 'DialVerb' });
  if (plan.callback) tellRecording(carrier, recording, plan.callback.url, plan.callback.method);
  return mediaUrl(carrier, recording);
}
