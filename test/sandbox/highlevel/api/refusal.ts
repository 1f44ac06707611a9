/** Thrown inside the interface; becomes an answer in HighLevel's form. */
export class Refusal extends Error {
  readonly status: 400 | 401 | 403 | 404 | 415 | 422 | 429;
  readonly more: Record<string, unknown>;

  constructor(status: Refusal['status'], message: string, more: Record<string, unknown> = {}) {
    super(message);
    this.status = status;
    this.more = more;
  }
}

const NAMES = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Entity',
  429: 'Too Many Requests',
} as const;

export const refusalBody = ({ status, message, more }: Refusal) => ({
  statusCode: status,
  message: status === 422 ? [message] : message,
  error: NAMES[status],
  ...more,
});
