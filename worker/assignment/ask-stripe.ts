import Stripe from 'stripe';
import type { Ctx } from '../context.ts';
import { Problem } from '../problem.ts';

/** Asks Stripe on behalf of a person: what goes wrong there becomes a sentence, and is logged once. */
export async function askStripe<T>(ctx: Ctx, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    if (!(cause instanceof Stripe.errors.StripeError)) throw cause;
    ctx.log.error('stripe.failed', cause, { type: cause.type, code: cause.code ?? '', status: cause.statusCode ?? 0 });
    throw refusal(cause);
  }
}

function refusal(cause: Stripe.errors.StripeError): Problem {
  const { StripeInvalidRequestError, StripePermissionError, StripeAuthenticationError } = Stripe.errors;
  const ours =
    cause instanceof StripeInvalidRequestError ||
    cause instanceof StripePermissionError ||
    cause instanceof StripeAuthenticationError;
  if (ours) {
    return new Problem(
      502,
      {
        code: 'stripe_refused',
        title: 'Stripe refused.',
        detail:
          'The agency’s Stripe account did not accept this, and nothing was charged. The agency finds the reason in its Stripe dashboard.',
      },
      { cause },
    );
  }
  return new Problem(
    503,
    {
      code: 'stripe_unreachable',
      title: 'Stripe does not answer.',
      detail: 'Nothing was changed. Try again in a minute.',
    },
    { cause },
  );
}
