import { AsyncLocalStorage } from 'node:async_hooks';
import type { SendEmail } from '@cloudflare/workers-types';
import type { Bindings } from '../../worker/env.ts';
import { createWorker } from '../../worker/worker.ts';

/**
 * The sandbox's entry file: the production Worker on the sandbox's clock, with its mails shown in the sandbox's mailbox.
 * Production has an entry file of its own that knows none of this, so no header or variable can move its clock.
 */
type SandboxBindings = Bindings & {
  SANDBOX_URL: string;
  /** Prefix of paths that answer 503, so that a part can be broken on purpose; '' breaks nothing. */
  SANDBOX_BROKEN: string;
};

const desk = new AsyncLocalStorage<string>();

const worker = createWorker({
  now: async () => {
    const answer = await fetch(`${desk.getStore()}/clock`);
    return ((await answer.json()) as { now: number }).now;
  },
  write: (level, line) => (level === 'error' ? console.error(line) : console.log(line)),
});

const mailbox = (url: string): SendEmail =>
  ({
    send: async (mail: unknown) => {
      const answer = await fetch(`${url}/mail`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(mail),
      });
      if (!answer.ok) throw new Error(`the sandbox mailbox answered ${answer.status}`);
    },
  }) as unknown as SendEmail;

/** One wrapped set of bindings per isolate, so that they are parsed once as in production. */
const wrapped = new WeakMap<object, SandboxBindings>();
function wrap(bindings: SandboxBindings): SandboxBindings {
  const known = wrapped.get(bindings);
  if (known) return known;
  const made = { ...bindings, EMAIL: mailbox(bindings.SANDBOX_URL) };
  wrapped.set(bindings, made);
  return made;
}

function isBroken(request: Request, { SANDBOX_BROKEN }: SandboxBindings): Response | undefined {
  if (!SANDBOX_BROKEN || !new URL(request.url).pathname.startsWith(SANDBOX_BROKEN)) return undefined;
  return new Response('broken on purpose', { status: 503 });
}

export default {
  fetch: (request: Request, bindings: SandboxBindings, execution: never) =>
    isBroken(request, bindings) ||
    desk.run(bindings.SANDBOX_URL, () => worker.fetch(request, wrap(bindings), execution)),
  scheduled: (controller: never, bindings: SandboxBindings) =>
    desk.run(bindings.SANDBOX_URL, () => worker.scheduled(controller, wrap(bindings))),
  queue: (batch: never, bindings: SandboxBindings) =>
    desk.run(bindings.SANDBOX_URL, () => worker.queue(batch, wrap(bindings))),
};
