import type { Ctx } from '../../worker/context.ts';

/** What a dead worker throws. */
export class Died extends Error {}

/** A worker that dies at its n-th touch of database, Stripe or Twilio; each counts before and after it had its effect. */
export function dyingAt(ctx: Ctx, n: number): { ctx: Ctx; died: () => boolean } {
  let touches = 0;
  const touch = () => {
    touches += 1;
    if (touches === n) throw new Died(`at touch ${n}`);
    if (touches > n) throw new Died('dead already');
  };
  const fatal = <T extends object>(vendor: T): T =>
    new Proxy(vendor, {
      get(target, name) {
        const value = Reflect.get(target, name, target);
        if (typeof value === 'function') {
          return (...args: unknown[]) => {
            touch();
            const answer = value.apply(target, args);
            // A list is read page by page: only asking for it is a touch.
            if (name === 'list') return answer;
            return answer.then((done: unknown) => {
              // Nobody waits any more for what a dead worker had under way.
              if (touches >= n) return new Promise(() => {});
              touch();
              return done;
            });
          };
        }
        return typeof value === 'object' && value !== null && name !== 'account' ? fatal(value) : value;
      },
    });
  const commit: Ctx['db']['commit'] = async statements => {
    touch();
    const done = await ctx.db.commit(statements);
    touch();
    return done;
  };
  const db = Object.create(ctx.db, { commit: { value: commit } }) as Ctx['db'];
  const queue = { ...ctx.queue, send: async () => touch() };
  const twilio: Ctx['twilio'] = of => fatal(ctx.twilio(of));
  const dying = { ...ctx, db, queue, stripe: fatal(ctx.stripe), twilio };
  return { ctx: dying, died: () => touches >= n };
}
