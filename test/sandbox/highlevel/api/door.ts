import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import type { Access, Grants } from '../grants.ts';
import type { Limit } from './limit.ts';
import { Refusal } from './refusal.ts';

type Fields = v.GenericSchema;

/** One line of the contract: what it takes to be heard at an address, and what is done then. */
export interface Endpoint<Q extends Fields = Fields, B extends Fields = Fields> {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  /** The `Version` header it wants; none for the token endpoint. */
  version?: '2021-07-28' | '2021-04-15';
  /** Whose bearer opens it. */
  bearer: 'none' | 'company' | 'location' | 'any';
  scope?: string;
  /** What the query may hold; nothing where it is left out. */
  query?: Q;
  /** What the body must be, as JSON unless `isForm`. */
  body?: B;
  isForm?: boolean;
  answer: (asked: Asked<v.InferOutput<Q>, v.InferOutput<B>>) => Answer;
}

export interface Asked<Q, B> {
  access: Access;
  params: Record<string, string>;
  query: Q;
  body: B;
}

type Answer = { status?: 200 | 201; body: object };

/** Keeps the types of one line. */
export const endpoint = <Q extends Fields, B extends Fields>(line: Endpoint<Q, B>): Endpoint =>
  line as unknown as Endpoint;

/** Answers by the table only; whatever the table does not name is refused. */
export function createDoor(lines: readonly Endpoint[], grants: Grants, limit: Limit): Hono {
  const app = new Hono();
  for (const line of lines) {
    app.on(line.method, line.path, async c => {
      const access = admit(c, line, grants);
      if (line.bearer !== 'none') limit.count(c, access.locationId ?? access.companyId);
      const query = checked(line.query ?? v.strictObject({}), c.req.query(), 'query');
      const body = line.body ? checked(line.body, await bodyOf(c, line.isForm ?? false), 'body') : await noBody(c);
      const { status = 200, body: answer } = line.answer({ access, params: c.req.param(), query, body });
      return c.json(answer, status);
    });
  }
  return app;
}

const NOBODY: Access = { token: '', userType: 'Company', companyId: '', userId: '', scopes: [], expiresAt: 0 };

function admit(c: Context, line: Endpoint, grants: Grants): Access {
  if (line.version && c.req.header('version') !== line.version)
    throw new Refusal(401, `The Version header must be ${line.version} here.`);
  if (!/application\/json|\*\/\*/.test(c.req.header('accept') ?? ''))
    throw new Refusal(400, 'The Accept header must be application/json.');
  if (line.bearer === 'none') return NOBODY;
  const token = /^Bearer (\S+)$/.exec(c.req.header('authorization') ?? '')?.[1];
  const access = token && grants.opened(token);
  if (!access) throw new Refusal(401, 'Invalid JWT');
  if (line.bearer !== 'any' && line.bearer !== access.userType.toLowerCase())
    throw new Refusal(401, `This needs a token of a ${line.bearer}.`);
  if (line.scope && !access.scopes.includes(line.scope))
    throw new Refusal(401, `The token is not authorized for this scope: ${line.scope}.`);
  return access;
}

async function bodyOf(c: Context, isForm: boolean): Promise<unknown> {
  const wanted = isForm ? 'application/x-www-form-urlencoded' : 'application/json';
  if (!c.req.header('content-type')?.startsWith(wanted)) throw new Refusal(415, `The body must be ${wanted}.`);
  const text = await c.req.text();
  if (isForm) return Object.fromEntries(new URLSearchParams(text));
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw Object.assign(new Refusal(400, 'The body is not JSON.'), { cause });
  }
}

async function noBody(c: Context): Promise<undefined> {
  if ((await c.req.text()) !== '') throw new Refusal(400, 'This takes no body.');
}

function checked<S extends Fields>(shape: S, value: unknown, where: string): v.InferOutput<S> {
  const read = v.safeParse(shape, value);
  if (read.success) return read.output;
  const [issue] = read.issues;
  throw new Refusal(422, `${where} ${v.getDotPath(issue) ?? ''}: ${issue.message}`);
}
