import { Hono } from 'hono';
import * as v from 'valibot';
import type { SandboxContext } from '../context.ts';
import type { Fault } from '../fault.ts';

const wanted = v.strictObject({
  vendor: v.picklist(['stripe', 'twilio', 'host', 'highlevel']),
  method: v.optional(v.string()),
  path: v.pipe(v.string(), v.check(isPattern, 'is no regular expression')),
  kind: v.picklist(['before', 'after', 'hang', 'slow']),
  status: v.optional(v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599))),
  body: v.optional(v.unknown()),
  delayMs: v.optional(v.pipe(v.number(), v.minValue(0))),
  times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
});

/** Adding and clearing the vendors' bad days. */
export function createFaultDoor({ faults }: SandboxContext): Hono {
  const app = new Hono();
  app.post('/', async c => {
    const fault = v.safeParse(wanted, await c.req.json());
    if (!fault.success) {
      const [issue] = fault.issues;
      return c.json({ error: { field: v.getDotPath(issue), message: issue.message } }, 400);
    }
    // A member that was not said must not be there at all.
    faults.add(JSON.parse(JSON.stringify(fault.output)) as Fault);
    return c.json({}, 201);
  });
  app.delete('/', c => {
    faults.clear();
    return c.json({});
  });
  return app;
}

function isPattern(text: string): boolean {
  try {
    return Boolean(new RegExp(text));
  } catch {
    return false;
  }
}
