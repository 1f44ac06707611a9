import type { MiddlewareHandler } from 'hono';

/**
 * A fault to inject into the next matching requests to a sandbox vendor.
 * `before`: answer `status` and do nothing. `after`: do it, then answer `status`. `hang`: do it, then never answer
 * (the connection is cut after `delayMs`). `slow`: do it and answer after `delayMs`.
 */
export interface Fault {
  vendor: 'stripe' | 'twilio' | 'host' | 'highlevel';
  method?: string;
  /** Matched against the request path, as a regular expression. */
  path: string;
  kind: 'before' | 'after' | 'hang' | 'slow';
  status?: number;
  /** The JSON body of the injected answer, in the vendor's error shape. */
  body?: unknown;
  headers?: Record<string, string>;
  delayMs?: number;
  /** How many requests it hits; default 1. */
  times?: number;
}

/** What happens to a webhook on its way: it comes twice, late (with others, in another order), or never. */
export interface Mishap {
  /** Matched against the webhook's type, as a regular expression. */
  type: string;
  kind: 'twice' | 'held' | 'lost';
  /** How many webhooks it hits; default 1. */
  times?: number;
}

export class Faults {
  #open: Fault[] = [];
  #mishaps: Mishap[] = [];

  add(fault: Fault): void {
    this.#open.push({ times: 1, ...fault });
  }

  clear(): void {
    this.#open = [];
    this.#mishaps = [];
  }

  addMishap(mishap: Mishap): void {
    this.#mishaps.push({ times: 1, ...mishap });
  }

  /** What happens to the webhook of that type that is sent now. */
  mishap(type: string): Mishap['kind'] | undefined {
    const hit = this.#mishaps.find(one => new RegExp(one.type).test(type));
    if (!hit) return undefined;
    hit.times = (hit.times ?? 1) - 1;
    if (hit.times <= 0) this.#mishaps = this.#mishaps.filter(one => one !== hit);
    return hit.kind;
  }

  /** Hono middleware that applies the open faults of one vendor. */
  for(vendor: Fault['vendor']): MiddlewareHandler {
    return async (c, next) => {
      const fault = this.#take(vendor, c.req.method, new URL(c.req.url).pathname);
      if (!fault) return next();
      if (fault.kind !== 'before') await next();
      if (fault.kind === 'slow' || fault.kind === 'hang')
        await new Promise(done => setTimeout(done, fault.delayMs ?? 2000));
      if (fault.kind === 'slow') return;
      const status = fault.kind === 'hang' ? 504 : (fault.status ?? 500);
      c.res = undefined;
      c.res = new Response(JSON.stringify(fault.body ?? { error: { message: 'injected fault', type: 'api_error' } }), {
        status,
        headers: { 'content-type': 'application/json', ...fault.headers },
      });
    };
  }

  #take(vendor: Fault['vendor'], method: string, path: string): Fault | undefined {
    const hit = this.#open.find(
      f => f.vendor === vendor && (!f.method || f.method === method) && new RegExp(f.path).test(path),
    );
    if (!hit) return undefined;
    hit.times = (hit.times ?? 1) - 1;
    if (hit.times <= 0) this.#open = this.#open.filter(f => f !== hit);
    return hit;
  }
}
