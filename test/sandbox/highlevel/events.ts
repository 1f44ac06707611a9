import { randomUUID, sign } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { HighlevelContext } from '../context.ts';
import { appUrls } from './app-urls.ts';

export type WebhookType =
  | 'INSTALL'
  | 'UNINSTALL'
  | 'ContactCreate'
  | 'ContactUpdate'
  | 'ContactDelete'
  | 'ContactTagUpdate'
  | 'UserCreate'
  | 'UserUpdate'
  | 'UserDelete'
  | 'LocationCreate'
  | 'LocationUpdate';

export interface Delivery {
  /** The `webhookId` in the body. */
  id: string;
  type: WebhookType;
  at: number;
  body: string;
  state: 'held' | 'sending' | 'delivered' | 'failed';
  answers: (number | string)[];
}

/** How to send a webhook wrongly, to see it refused. */
export interface SendOptions {
  signature?: 'good' | 'bad' | 'N/A' | 'none';
  /** Sends the retired RSA header too, or alone with `signature: 'none'`. */
  retired?: boolean;
}

const PAUSES_MS = [0, 250, 1000, 3000];
const KEPT = 200;

export type Webhooks = ReturnType<typeof createWebhooks>;

/**
 * The CRM's outgoing webhooks: flat bodies, signed with Ed25519 over the raw bytes by the sandbox's own key. Order is not
 * kept, as it is not there.
 * @param pausesMs real time before each attempt; there are as many attempts as pauses
 */
export function createWebhooks(ctx: HighlevelContext, pausesMs: readonly number[] = PAUSES_MS) {
  const log = ctx.store.collection<Delivery>('highlevel.deliveries');
  const under = new Set<Promise<void>>();
  const held: Delivery[] = [];
  for (const delivery of log.values()) if (delivery.state === 'sending') delivery.state = 'failed';

  async function post(body: string, how: SendOptions = {}): Promise<number | string> {
    const { signature = 'good', retired = false } = how;
    const headers = new Headers({ 'content-type': 'application/json' });
    if (retired) headers.set('x-wh-signature', Buffer.from('a signature of the retired kind').toString('base64'));
    if (signature !== 'none') headers.set('x-ghl-signature', signatureOf(ctx, body, signature));
    try {
      const init = { method: 'POST', headers, body, redirect: 'manual', signal: AbortSignal.timeout(15_000) } as const;
      const answer = await fetch(appUrls(ctx).webhook, init);
      await answer.arrayBuffer();
      return answer.status;
    } catch (cause) {
      return cause instanceof Error ? cause.message : String(cause);
    }
  }

  async function deliver(delivery: Delivery): Promise<void> {
    delivery.state = 'sending';
    for (const wait of pausesMs) {
      if (wait) await pause(wait);
      const answer = await post(delivery.body);
      delivery.answers.push(answer);
      if (typeof answer === 'number' && answer >= 200 && answer < 300) delivery.state = 'delivered';
      ctx.store.touch();
      if (delivery.state === 'delivered') return;
    }
    delivery.state = 'failed';
    ctx.store.touch();
    ctx.say(`HighLevel's webhook ${delivery.type} was not accepted; see its Webhooks page.`);
  }

  function queue(delivery: Delivery): Promise<void> {
    const run = deliver(delivery);
    under.add(run);
    void run.finally(() => under.delete(run));
    return run;
  }

  /** Sends a webhook in the background, as often as the weather says. */
  function emit(type: WebhookType, data: object): Delivery {
    const at = ctx.clock.now();
    const id = randomUUID();
    const body = JSON.stringify({ type, timestamp: new Date(at).toISOString(), webhookId: id, ...data });
    const delivery: Delivery = { id, type, at, body, state: 'held', answers: [] };
    log.set(id, delivery);
    for (const oldest of log.keys()) {
      if (log.size <= KEPT) break;
      log.delete(oldest);
    }
    ctx.store.touch();
    const mishap = ctx.faults.mishap(type);
    if (mishap === 'lost') delivery.state = 'failed';
    else if (mishap === 'held') held.push(delivery);
    else void queue(delivery);
    if (mishap === 'twice') void queue(delivery);
    return delivery;
  }

  return {
    emit,
    /** Every delivery, newest first. */
    list: () => [...log.values()].reverse(),
    /** Sends a logged webhook once more, with the same body. */
    async again(id: string): Promise<Delivery | undefined> {
      const delivery = log.get(id);
      if (delivery) await queue(delivery);
      return delivery;
    },
    /** Lets go of what was held back, the newest first. */
    async release(): Promise<void> {
      await Promise.all(held.splice(0).reverse().map(queue));
    },
    /** Sends any body once, in the open. @returns the status, or why no answer came */
    once: (type: string, data: object, how: SendOptions = {}, id: string = randomUUID()) =>
      post(JSON.stringify({ type, timestamp: new Date(ctx.clock.now()).toISOString(), webhookId: id, ...data }), how),
    /** Waits until every delivery was accepted or given up. */
    async drain(): Promise<void> {
      while (under.size) await Promise.all(under);
    },
  };
}

function signatureOf(ctx: HighlevelContext, body: string, how: 'good' | 'bad' | 'N/A'): string {
  if (how === 'N/A') return 'N/A';
  const signature = sign(null, Buffer.from(body), ctx.secrets.highlevel.privateKey);
  if (how === 'bad') signature[0] = (signature[0] ?? 0) ^ 1;
  return signature.toString('base64');
}
