import type { ExecutionContext, Message, MessageBatch, ScheduledController } from '@cloudflare/workers-types';
import { createApp, createCallApp } from './app.ts';
import { createContext, newId, type Runtime } from './context.ts';
import { sweep } from './cron.ts';
import type { Job } from './edge/queue.ts';
import type { Bindings } from './env.ts';
import { runJob } from './job.ts';
import { buryOrFinish } from './notification/dead-letter.ts';
import { type CallRecord, storeCalls } from './routing/record.ts';

/** The queue of what the first one gave up on; named in wrangler.toml. */
const DEAD = 'trunkline-jobs-dead';

const CALL = /^https?:\/\/[^/]+\/twilio\/voice(?:[/?]|$)/;

/** The Worker's three doors over one runtime (clock and log). */
export function createWorker(runtime: Runtime) {
  const app = createApp(runtime);
  const calls = createCallApp(runtime);

  /** Many calls in one commit. Where that fails each is tried by itself, so that none holds up the others. */
  async function storeTogether(bindings: Bindings, calls: CallRecord[]): Promise<boolean> {
    const actor = { kind: 'system', id: 'call', source: 'queue' } as const;
    const ctx = await createContext(runtime, bindings, actor, newId('que', Date.now()));
    try {
      await storeCalls(ctx, calls);
      return true;
    } catch (cause) {
      ctx.log.error('calls.not_stored_together', cause, { calls: calls.length });
      return false;
    }
  }

  async function work(bindings: Bindings, message: Message<Job>): Promise<void> {
    const actor = { kind: 'system', id: message.body.kind, source: 'queue' } as const;
    const ctx = await createContext(runtime, bindings, actor, message.id);
    try {
      await runJob(ctx, message.body);
      message.ack();
    } catch (cause) {
      ctx.log.error('job.failed', cause, { kind: message.body.kind, attempts: message.attempts });
      // Soon at first: what the database missed for a moment is not to wait.
      message.retry({ delaySeconds: Math.min(5 * message.attempts ** 2, 300) });
    }
  }

  /** What the queue gave up on is kept where an admin sees it; until that has worked it stays in this queue. */
  async function takeDead(batch: MessageBatch<Job>, bindings: Bindings): Promise<void> {
    for (const message of batch.messages) {
      const actor = { kind: 'system', id: message.body.kind, source: 'queue' } as const;
      const ctx = await createContext(runtime, bindings, actor, message.id);
      try {
        await buryOrFinish(ctx, message.body, runJob);
        message.ack();
      } catch (cause) {
        ctx.log.error('job.not_parked', cause, { kind: message.body.kind, attempts: message.attempts });
        message.retry({ delaySeconds: Math.min(60 * message.attempts, 3600) });
      }
    }
  }

  return {
    fetch: (request: Request, bindings: Bindings, execution: ExecutionContext) =>
      (CALL.test(request.url) ? calls : app).fetch(request, bindings, execution as never),

    async scheduled(controller: ScheduledController, bindings: Bindings): Promise<void> {
      const actor = { kind: 'system', id: controller.cron || 'cron', source: 'cron' } as const;
      await sweep(await createContext(runtime, bindings, actor, newId('crn', Date.now())));
    },

    /** Each message stands alone: what fails is retried, then goes to the dead-letter queue; its row stays due. */
    async queue(batch: MessageBatch<Job>, bindings: Bindings): Promise<void> {
      if (batch.queue === DEAD) return takeDead(batch, bindings);
      const calls = batch.messages.flatMap(message => (message.body.kind === 'call' ? [message.body.record] : []));
      const areStored = calls.length > 1 && (await storeTogether(bindings, calls));
      const [hooks, others] = apart(batch.messages, message => message.body.kind === 'hook');
      for (const message of others) {
        if (areStored && message.body.kind === 'call') message.ack();
        else await work(bindings, message);
      }
      // Strangers' receivers may be slow: what is sent to them comes last, and side by side.
      for (let at = 0; at < hooks.length; at += AT_ONCE) {
        await Promise.all(hooks.slice(at, at + AT_ONCE).map(message => work(bindings, message)));
      }
    },
  };
}

/** Cloudflare lets a request have six connections open. */
const AT_ONCE = 4;

function apart<T>(all: readonly T[], which: (one: T) => boolean): [T[], T[]] {
  return [all.filter(which), all.filter(one => !which(one))];
}
