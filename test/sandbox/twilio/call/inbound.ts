import { converse } from './converse.ts';
import type { Exchange } from './exchange.ts';
import type { Line, Manners } from './line.ts';

export interface Inbound {
  from: string;
  to: string;
  manners?: Manners;
  hops?: number;
  forwardedFrom?: string;
}

const NOT_IN_SERVICE = 'The number you have dialed is not in service.';

/** A call arrives: the number's VoiceUrl is asked and its TwiML played. */
export function startInbound(exchange: Exchange, call: Inbound): Line {
  const { carrier } = exchange;
  const number = carrier.owned(call.to);
  const line = exchange.open(
    {
      accountSid: number?.account_sid ?? carrier.ctx.secrets.twilioSid,
      direction: 'inbound',
      from: call.from,
      to: call.to,
      status: 'ringing',
      hops: call.hops ?? 0,
      ...(number ? { numberSid: number.sid } : {}),
      ...(call.forwardedFrom ? { forwardedFrom: call.forwardedFrom } : {}),
      ...(number?.status_callback
        ? { callback: { url: number.status_callback, method: number.status_callback_method, events: ['completed'] } }
        : {}),
    },
    call.manners,
  );
  const task = number?.voice_url ? answerCall(exchange, line, number.voice_url, number.voice_method) : turnAway(line);
  exchange.run(line, task);
  return line;
}

async function answerCall(exchange: Exchange, line: Line, url: string, method: string): Promise<void> {
  await converse(exchange, line, { url, method });
  const wasCut = line.isOver;
  line.call.outcome ??= wasCut ? 'abandoned' : line.call.said.length > 0 ? 'announcement' : 'hung-up';
  line.finish(line.isAnswered ? 'completed' : 'no-answer');
}

async function turnAway(line: Line): Promise<void> {
  line.call.said.push(NOT_IN_SERVICE);
  line.call.outcome = 'not-in-service';
  line.finish('failed');
}
