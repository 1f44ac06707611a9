import { sValidator } from '@hono/standard-validator';
import type { GenericSchema } from 'valibot';
import type { Ctx, Person } from './context.ts';
import { invalid } from './problem.ts';

/** Hono's types for every route: what the middleware has put in place. */
export interface Wired {
  Variables: {
    ctx: Ctx;
    requestId: string;
  };
}

/** Routes behind the panel's bearer also know the person. */
export interface SignedIn {
  Variables: Wired['Variables'] & { person: Person };
}

/** Validates the JSON body or query; what does not fit leaves as a problem document naming the field. */
export function valid<Target extends 'json' | 'query' | 'param', Schema extends GenericSchema>(
  target: Target,
  schema: Schema,
) {
  return sValidator(target, schema, result => {
    if (result.success) return;
    throw invalid(
      result.error.map(issue => ({
        field: (issue.path ?? []).map(part => String(typeof part === 'object' ? part.key : part)).join('.') || 'body',
        message: issue.message,
      })),
    );
  });
}
