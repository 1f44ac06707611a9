import type { Verdict } from '../object/charge.ts';
import type { PaymentMethod } from '../object/payment-method.ts';
import { Problem, type ProblemBody } from '../wire/problem.ts';

/** The `card_error` body of a refusal by the bank; also what an intent keeps as its last error. */
export function declineBody(verdict: Verdict, card: PaymentMethod, charge?: string): ProblemBody {
  return {
    type: 'card_error',
    code: verdict.code ?? 'card_declined',
    ...(verdict.declineCode ? { decline_code: verdict.declineCode } : {}),
    message: verdict.message ?? 'Your card was declined.',
    payment_method: structuredClone(card),
    ...(charge ? { charge } : {}),
  };
}

export const declined = (body: ProblemBody): Problem => new Problem(402, body);
