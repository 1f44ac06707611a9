import { said, speaksAsServer, t } from './text/index.ts';

/** A refusal of the server (RFC 9457), or our own words when no answer came. `status` 0 means unreachable. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  /** What did not happen. */
  readonly title: string;
  /** Why, and what to do. */
  readonly detail: string;
  /** Message per field of the request body. */
  readonly fields: Readonly<Record<string, string>>;
  /** Request id, to quote to support. */
  readonly reference: string | undefined;
  /** Whatever else the document carried, such as the ids a refusal is about. */
  readonly more: Readonly<Record<string, unknown>>;

  constructor(status: number, document: Record<string, unknown> = {}, reference?: string) {
    const own = status === 0 ? t.shell.unreachable : t.shell.unexpected;
    const title = worded(document.title) ?? own.title;
    super(title);
    this.status = status;
    this.code = text(document.code) ?? (status === 0 ? 'unreachable' : 'unexpected');
    this.title = title;
    this.fields = fieldMessages(document.errors);
    this.detail = detailOf(this.fields, document) ?? (document.title ? '' : own.detail);
    this.reference = reference;
    this.more = document;
  }
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

const worded = (value: unknown) => {
  const sentence = text(value);
  return sentence && said(sentence);
};

/** The server's own words, or what is wrong with each field. */
function detailOf(fields: Record<string, string>, { code, detail }: Record<string, unknown>): string | undefined {
  if (speaksAsServer()) return text(detail);
  const named = Object.entries(fields).map(([field, message]) => `${field}: ${message}`);
  return code === 'invalid' && named.length ? named.join(' ') : worded(detail);
}

function fieldMessages(errors: unknown): Record<string, string> {
  const messages: Record<string, string> = {};
  if (!Array.isArray(errors)) return messages;
  for (const error of errors as readonly { field?: unknown; message?: unknown }[]) {
    const field = text(error.field);
    const message = worded(error.message);
    if (field && message) messages[field] ??= message;
  }
  return messages;
}

/** Turns a refused answer into a Problem, whatever its body is. */
export async function readProblem(response: Response): Promise<Problem> {
  const reference = response.headers.get('x-request-id') ?? undefined;
  if (!(response.headers.get('content-type') ?? '').includes('json'))
    return new Problem(response.status, {}, reference);
  const document: unknown = await response.json().catch(() => undefined);
  return new Problem(response.status, (document ?? {}) as Record<string, unknown>, reference);
}

/** Any thrown thing as a Problem. */
export function asProblem(cause: unknown): Problem {
  return cause instanceof Problem ? cause : new Problem(cause instanceof TypeError ? 0 : 500);
}
