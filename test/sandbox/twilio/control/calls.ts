import { Hono } from 'hono';
import type { Exchange } from '../call/exchange.ts';
import { startInbound } from '../call/inbound.ts';
import type { Manners } from '../call/line.ts';
import { letMailboxAnswer } from '../call/play-phone.ts';
import { phoneKey } from '../phone.ts';
import { send } from '../webhook.ts';
import { type CallView, callView } from './view.ts';

/** A scripted caller, unless told otherwise: talks 10 s when put through, leaves a message of 3 s. */
const CALLER: Manners = { talkMs: 10_000, messageMs: 3000 };

export interface CallOrder extends Manners {
  from: string;
  to: string;
  /** The caller hangs up only when told to. */
  stay?: boolean;
  forwardedFrom?: string;
}

/** Places and follows calls: the programmatic side of the softphone. */
export class Calls {
  readonly #exchange: Exchange;

  constructor(exchange: Exchange) {
    this.#exchange = exchange;
  }

  /** Calls one of our numbers; returns the CallSid at once. All times are telephone ms. */
  place(order: CallOrder): string {
    const { from, to, stay, forwardedFrom, ...manners } = order;
    const line = startInbound(this.#exchange, {
      from: phoneKey(from) || 'anonymous',
      to: phoneKey(to),
      ...(forwardedFrom ? { forwardedFrom } : {}),
      ...(stay ? {} : { manners: { ...CALLER, ...manners } }),
    });
    return line.call.sid;
  }

  get(sid: string): CallView | undefined {
    const call = this.#exchange.carrier.calls.get(sid);
    return call && callView(this.#exchange.carrier, call);
  }

  /** The call once it is through, its status callbacks delivered. */
  async wait(sid: string): Promise<CallView> {
    await this.#exchange.ended(sid);
    await this.#exchange.carrier.callbacks.drain();
    const view = this.get(sid);
    if (!view) throw new Error(`There is no call ${sid}.`);
    return view;
  }

  /** The person at the other end of that call or leg acts; false when it is over. */
  act(sid: string, act: 'answer' | 'decline' | 'hangup' | 'mailbox' | 'press', digits = ''): boolean {
    const line = this.#exchange.line(sid);
    if (!line || line.isOver) return false;
    if (act === 'answer') line.pick('answered');
    else if (act === 'decline') line.pick('busy');
    else if (act === 'hangup') line.hangUp();
    else if (act === 'mailbox') letMailboxAnswer(this.#exchange, line);
    else {
      line.pick('answered');
      line.press(digits);
    }
    return true;
  }

  /** Sends the call's first webhook once more, byte for byte; undefined when there was none. */
  async replay(sid: string): Promise<{ status: number | null; body: string } | undefined> {
    const { carrier } = this.#exchange;
    const call = carrier.calls.get(sid);
    const first = call?.steps[0];
    const account = call && carrier.account(call.accountSid);
    if (!first || !account) return undefined;
    const { method, request: params, token } = first;
    const url = method === 'GET' ? (first.url.split('?')[0] ?? first.url) : first.url;
    const answer = await send(account, { url, method, params, token }, carrier.now());
    return { status: answer.status ?? null, body: answer.response ?? answer.failure ?? '' };
  }
}

/** `/_control` for calls and legs. */
export function callControl(calls: Calls): Hono {
  const app = new Hono();
  app.post('/call', async c => {
    const order = await c.req.json<CallOrder>();
    if (!order.from || !order.to) return c.json({ error: 'from and to are required' }, 400);
    return c.json({ callSid: calls.place(order) }, 201);
  });
  app.get('/calls/:sid', async c => {
    const sid = c.req.param('sid');
    if (!calls.get(sid)) return c.json({ error: 'no such call' }, 404);
    return c.json(c.req.query('wait') ? await calls.wait(sid) : calls.get(sid));
  });
  app.post('/calls/:sid/replay', async c => {
    const answer = await calls.replay(c.req.param('sid'));
    return answer ? c.json(answer) : c.json({ error: 'no such call, or it asked nobody' }, 404);
  });
  app.post('/calls/:sid/hangup', c => c.json({ done: calls.act(c.req.param('sid'), 'hangup') }));
  app.post('/:kind{calls|legs}/:sid/press/:digits', c =>
    c.json({ done: calls.act(c.req.param('sid'), 'press', c.req.param('digits')) }),
  );
  for (const act of ['answer', 'decline', 'hangup', 'mailbox'] as const)
    app.post(`/legs/:sid/${act}`, c => c.json({ done: calls.act(c.req.param('sid'), act) }));
  return app;
}
