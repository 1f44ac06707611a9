import { converse } from './converse.ts';
import type { Exchange } from './exchange.ts';
import { ring } from './leg.ts';
import type { Line, Source } from './line.ts';
import type { ProgressCallback } from './record.ts';

export interface Outbound {
  accountSid: string;
  from: string;
  to: string;
  source: Source;
  /** Seconds it rings. */
  timeout: number;
  timeLimit?: number;
  callback?: ProgressCallback;
  numberSid?: string;
}

/** A call made by the API: rings the phone and plays the TwiML to whoever picks up. */
export function startOutbound(exchange: Exchange, call: Outbound): Line {
  const line = exchange.open({
    accountSid: call.accountSid,
    direction: 'outbound-api',
    from: call.from,
    to: call.to,
    status: 'queued',
    ...(call.numberSid ? { numberSid: call.numberSid } : {}),
    ...(call.callback ? { callback: call.callback } : {}),
  });
  exchange.run(line, place(exchange, line, call));
  return line;
}

async function place(exchange: Exchange, line: Line, call: Outbound): Promise<void> {
  if (!(await ring(exchange, line, call.timeout))) return;
  if (call.timeLimit) exchange.carrier.time.after(call.timeLimit * 1000, line.end, () => line.finish('completed'));
  await converse(exchange, line, call.source);
  line.finish('completed');
}
