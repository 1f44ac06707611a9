import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import type { SandboxContext } from '../context.ts';
import { DAY, HOUR, monthLater } from './leap.ts';

const instant = v.union([
  v.number(),
  v.pipe(
    v.string(),
    v.transform(text => Date.parse(text)),
    v.number('is no date'),
  ),
]);
const move = v.union(
  [v.strictObject({ ms: v.pipe(v.number(), v.minValue(0)) }), v.strictObject({ to: instant })],
  'Say how far ({ms}) or until when ({to}).',
);

/** The clock's door: `GET` tells the time, `POST /advance` moves it and answers when everything due was done. */
export function createClockDoor({ clock }: SandboxContext): Hono {
  const app = new Hono();
  app.get('/', () => Response.json({ now: clock.now() }));
  app.post('/advance', async c => {
    const asked = v.safeParse(move, await moveOf(c, clock.now()));
    if (!asked.success) return c.json({ error: { message: asked.issues[0].message } }, 400);
    try {
      await ('ms' in asked.output ? clock.advance(asked.output.ms) : clock.advanceTo(asked.output.to));
    } catch (cause) {
      if (!(cause instanceof RangeError)) throw cause;
      return c.json({ error: { message: cause.message } }, 400);
    }
    return isForm(c) && c.req.header('accept') !== 'application/json'
      ? c.redirect('/', 303)
      : c.json({ now: clock.now() });
  });
  return app;
}

const isForm = (c: Context) => c.req.header('content-type')?.includes('form') ?? false;

/** What was asked for, in JSON or by the desk's own form (`by=hour|day|week|month` or `to=<local UTC date>`). */
async function moveOf(c: Context, now: number): Promise<unknown> {
  if (!isForm(c)) return c.req.json();
  const form = await c.req.formData();
  const leaps: Record<string, object> = {
    hour: { ms: HOUR },
    day: { ms: DAY },
    week: { ms: 7 * DAY },
    month: { to: monthLater(now) },
  };
  return leaps[String(form.get('by'))] ?? { to: `${form.get('to')}Z` };
}
