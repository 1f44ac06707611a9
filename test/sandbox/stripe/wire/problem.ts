import type { PaymentIntent } from '../object/payment-intent.ts';
import type { PaymentMethod } from '../object/payment-method.ts';
import type { SetupIntent } from '../object/setup-intent.ts';

/** The `error` member of a refused request, in Stripe's shape. */
export interface ProblemBody {
  type: 'invalid_request_error' | 'card_error' | 'idempotency_error' | 'api_error' | 'rate_limit_error';
  message: string;
  code?: string;
  decline_code?: string;
  param?: string;
  charge?: string;
  payment_intent?: PaymentIntent;
  setup_intent?: SetupIntent;
  payment_method?: PaymentMethod;
  doc_url?: string;
}

/**
 * A refusal as Stripe answers it. `beforeWork` marks those that Stripe gives before an endpoint starts
 * (bad parameters, busy keys): they are not remembered under an idempotency key.
 */
export class Problem extends Error {
  readonly status: number;
  readonly body: ProblemBody;
  readonly beforeWork: boolean;

  constructor(status: number, body: ProblemBody, beforeWork = false) {
    super(body.message);
    this.status = status;
    this.body = body;
    this.beforeWork = beforeWork;
  }
}

/** 400: a parameter is wrong in itself. */
export function badParameter(param: string, message: string, code?: string): Problem {
  return new Problem(400, { type: 'invalid_request_error', message, param, ...(code ? { code } : {}) }, true);
}

/** 400: the request is well formed but the state of things forbids it. */
export function refused(message: string, code?: string, param?: string): Problem {
  return new Problem(400, {
    type: 'invalid_request_error',
    message,
    ...(code ? { code } : {}),
    ...(param ? { param } : {}),
  });
}

/** An id that does not exist on this account: 404 when it is the path's, 400 when a parameter names it. */
export function missing(kind: string, id: string, param = 'id'): Problem {
  const message = `No such ${kind}: '${id}'`;
  const status = param === 'id' ? 404 : 400;
  return new Problem(status, { type: 'invalid_request_error', code: 'resource_missing', message, param });
}
