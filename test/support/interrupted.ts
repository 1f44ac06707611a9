import type { Ctx } from '../../worker/context.ts';

/** One who has read, and before whose first write somebody else does something from beginning to end. */
export function interrupted<C extends Ctx>(ctx: C, meanwhile: () => Promise<unknown>): C {
  let first = true;
  const commit: Ctx['db']['commit'] = async statements => {
    if (first) {
      first = false;
      await meanwhile();
    }
    return ctx.db.commit(statements);
  };
  return { ...ctx, db: { ...ctx.db, read: ctx.db.read, commit } };
}
