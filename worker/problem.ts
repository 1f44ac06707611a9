import type { ContentfulStatusCode } from 'hono/utils/http-status';

export interface FieldError {
  /** Path of the field in the body or query, e.g. `forwardTo` or `rules.0.start`. */
  field: string;
  message: string;
}

/** An expected failure; leaves as a problem document (RFC 9457, X-6). */
export interface ProblemBody {
  /** Stable and machine readable; panels translate by it. */
  code: string;
  /** What did not happen. */
  title: string;
  /** Why, and what to do next. */
  detail: string;
  /** Values a translated sentence needs. */
  params?: Record<string, string | number>;
  errors?: FieldError[];
  /** Facts a panel draws, e.g. the minutes in which two rules overlap. */
  more?: Record<string, unknown>;
}

export class Problem extends Error {
  readonly status: ContentfulStatusCode;
  readonly body: ProblemBody;

  constructor(status: ContentfulStatusCode, body: ProblemBody, options?: { cause?: unknown }) {
    super(`${body.code}: ${body.detail}`, options);
    this.status = status;
    this.body = body;
  }
}

/** 404 for what does not exist, and for what is another tenant's (T-1). */
export function notFound(what: string): Problem {
  return new Problem(404, {
    code: 'not_found',
    title: 'Not found.',
    detail: `There is no such ${what} here. It may have been removed; reload the page.`,
    params: { what },
  });
}

/** 403 for a known person whose role does not allow the act (T-2). */
export function forbidden(detail: string): Problem {
  return new Problem(403, { code: 'forbidden', title: 'Not allowed.', detail });
}

/** 409 for a race lost or a state that no longer allows the act. */
export function conflict(code: string, title: string, detail: string, params?: ProblemBody['params']): Problem {
  return new Problem(409, { code, title, detail, ...(params && { params }) });
}

/** 422 for a well-formed request that a rule refuses. */
export function refused(code: string, title: string, detail: string, params?: ProblemBody['params']): Problem {
  return new Problem(422, { code, title, detail, ...(params && { params }) });
}

/** 422 naming the fields at fault. */
export function invalid(errors: FieldError[]): Problem {
  return new Problem(422, {
    code: 'invalid',
    title: 'Not saved.',
    detail: errors.map(e => `${e.field}: ${e.message}`).join(' '),
    errors,
  });
}

/** A request the framework could not even read, such as a body that is not JSON. */
export function unreadable(cause: { status: ContentfulStatusCode; message: string }): Problem {
  const errors = [{ field: 'body', message: cause.message || 'cannot be read' }];
  return new Problem(
    cause.status,
    { code: 'invalid', title: 'Not understood.', detail: 'Send the body as JSON.', errors },
    { cause },
  );
}

/** The document as it is sent. */
export function problemResponse(problem: Problem, requestId: string): Response {
  const { code, ...rest } = problem.body;
  return new Response(
    JSON.stringify({
      type: `urn:trunkline:problem:${code}`,
      status: problem.status,
      code,
      ...rest,
      instance: requestId,
    }),
    { status: problem.status, headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' } },
  );
}
