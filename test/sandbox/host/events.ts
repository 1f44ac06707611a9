import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import type { SandboxContext } from '../context.ts';

export type EventType =
  | 'app.installed'
  | 'app.uninstalled'
  | 'user.upserted'
  | 'user.deleted'
  | 'contact.upserted'
  | 'contact.deleted'
  | 'location.upserted'
  | 'location.deleted';

export interface Attempt {
  at: number;
  status?: number;
  /** Why no answer came. */
  error?: string;
}

export interface Delivery {
  id: string;
  type: EventType;
  at: number;
  /** What the event is about; deliveries about the same thing keep their order. */
  subject: string;
  body: string;
  state: 'sending' | 'delivered' | 'failed';
  attempts: Attempt[];
}

/** How to send an event wrongly, to see it refused. */
export interface SendOptions {
  signature?: 'good' | 'bad' | 'none';
  /** Makes `webhook-timestamp` this much older than now. */
  ageMs?: number;
}

const PAUSES_MS = [0, 250, 1000, 3000];
const KEPT = 200;
const STRANGER = 'whsec_c29tZWJvZHkgZWxzZSdzIHNlY3JldA==';

export type Events = ReturnType<typeof createEvents>;

/**
 * The host's outgoing events, signed by Standard Webhooks at sandbox time, with their delivery log.
 * @param pausesMs real time before each attempt; there are as many attempts as pauses.
 */
export function createEvents(ctx: SandboxContext, pausesMs: readonly number[] = PAUSES_MS) {
  const log = ctx.store.collection<Delivery>('host.deliveries');
  const under = new Map<string, Promise<void>>();
  // A delivery that was under way when the sandbox stopped is nobody's any more.
  for (const delivery of log.values()) if (delivery.state === 'sending') delivery.state = 'failed';

  const url = () => `${ctx.urls.worker}/hosts/jwt/${encodeURIComponent(ctx.secrets.hostIssuer)}/events`;

  async function post(id: string, body: string, how: SendOptions): Promise<Attempt> {
    const at = ctx.clock.now();
    const stamp = new Date(at - (how.ageMs ?? 0));
    const secret = how.signature === 'bad' ? STRANGER : ctx.secrets.hostWebhook;
    const headers = new Headers({
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(stamp.getTime() / 1000)),
    });
    if (how.signature !== 'none') headers.set('webhook-signature', new Webhook(secret).sign(id, stamp, body));
    try {
      const init = { method: 'POST', headers, body, redirect: 'manual', signal: AbortSignal.timeout(15_000) } as const;
      const answer = await fetch(url(), init);
      await answer.arrayBuffer();
      return { at, status: answer.status };
    } catch (cause) {
      return { at, error: reason(cause) };
    }
  }

  async function deliver(delivery: Delivery): Promise<void> {
    for (const wait of pausesMs) {
      if (wait) await pause(wait);
      const attempt = await post(delivery.id, delivery.body, {});
      delivery.attempts.push(attempt);
      if (accepted(attempt)) delivery.state = 'delivered';
      ctx.store.touch();
      if (delivery.state === 'delivered') return;
    }
    delivery.state = 'failed';
    ctx.store.touch();
    ctx.say(`Host event ${delivery.type} was not accepted; see the host's Events page.`);
  }

  function queue(delivery: Delivery): Promise<void> {
    const run = (under.get(delivery.subject) ?? Promise.resolve()).then(() => deliver(delivery));
    under.set(delivery.subject, run);
    void run.then(() => {
      if (under.get(delivery.subject) === run) under.delete(delivery.subject);
    });
    return run;
  }

  /** Sends an event in the background, with retries. */
  function emit(type: EventType, subject: string, data: object): Delivery {
    const at = ctx.clock.now();
    const id = `evt_${randomUUID()}`;
    const delivery: Delivery = {
      id,
      type,
      at,
      subject,
      body: eventBody(type, at, data),
      state: 'sending',
      attempts: [],
    };
    log.set(id, delivery);
    for (const oldest of log.keys()) {
      if (log.size <= KEPT) break;
      log.delete(oldest);
    }
    ctx.store.touch();
    void queue(delivery);
    return delivery;
  }

  return {
    emit,
    /** Every delivery, newest first. */
    list: () => [...log.values()].reverse(),
    /** Sends a logged event once more, under its old id. */
    async again(id: string): Promise<Delivery | undefined> {
      const delivery = log.get(id);
      if (!delivery) return undefined;
      delivery.state = 'sending';
      await queue(delivery);
      return delivery;
    },
    /** Sends any event once, in the open, and tells what was answered. `id` repeats an earlier one. */
    once: (type: string, data: object, how: SendOptions = {}, id = `evt_${randomUUID()}`) =>
      post(id, eventBody(type, ctx.clock.now(), data), how).then(attempt => ({ id, ...attempt })),
    /** Waits until every delivery was accepted or given up. */
    async drain(): Promise<void> {
      while (under.size) await Promise.all(under.values());
    },
  };
}

const eventBody = (type: string, at: number, data: object) =>
  JSON.stringify({ type, timestamp: new Date(at).toISOString(), data });

const accepted = ({ status }: Attempt) => status !== undefined && status >= 200 && status < 300;

function reason(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error ? cause.cause.message || cause.message : cause.message;
}
