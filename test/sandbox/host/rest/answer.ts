import type { Context } from 'hono';
import * as v from 'valibot';

/** Thrown inside the REST routes; becomes a JSON answer. */
export class Refusal extends Error {
  readonly status: 400 | 401 | 404;
  readonly field: string | undefined;

  constructor(status: 400 | 401 | 404, message: string, field?: string) {
    super(message);
    this.status = status;
    this.field = field;
  }
}

/** An ISO 8601 instant with a zone, kept as it came. */
export const instant = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/, 'must be an ISO 8601 instant'),
  v.check(text => !Number.isNaN(Date.parse(text)), 'must be an ISO 8601 instant'),
);

/** The query of a request; anything the schema does not name is refused. */
export function readQuery<S extends v.GenericSchema>(c: Context, schema: S): v.InferOutput<S> {
  return checked(schema, c.req.query());
}

/** The JSON body of a request; anything the schema does not name is refused. */
export async function readBody<S extends v.GenericSchema>(c: Context, schema: S): Promise<v.InferOutput<S>> {
  if (!c.req.header('content-type')?.startsWith('application/json'))
    throw new Refusal(400, 'The body must be application/json.');
  const text = await c.req.text();
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (cause) {
    throw Object.assign(new Refusal(400, 'The body is not JSON.'), { cause });
  }
  return checked(schema, body);
}

function checked<S extends v.GenericSchema>(schema: S, value: unknown): v.InferOutput<S> {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Refusal(400, issue.message, v.getDotPath(issue) ?? undefined);
}

/** The JSON form of a refusal. */
export const refusalBody = ({ message, field }: Refusal) => ({ error: { message, ...(field && { field }) } });
