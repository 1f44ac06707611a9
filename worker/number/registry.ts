import type { Ctx } from '../context.ts';
import { type TwilioClient, TwilioError } from '../edge/twilio.ts';
import type { NumberType } from './rules/offer.ts';
import { mayNeedRegistration, type Registration, type Registry, registrationFor } from './rules/registration.ts';

const NOTHING: Registry = { addresses: [], bundles: [], regulated: true };

/** What an account has registered for such numbers (N-1); nothing is asked where none need it. */
export async function registryFor(twilio: TwilioClient, country: string, type: NumberType): Promise<Registry> {
  if (!mayNeedRegistration(country)) return NOTHING;
  const [addresses, bundles, regulated] = await Promise.all([
    twilio.addresses(),
    twilio.bundles(country, type),
    twilio.isRegulated(country, type),
  ]);
  return { addresses, bundles, regulated };
}

/**
 * What a number is ordered under: an address of its own country goes before any other. A number that needs none may have
 * one all the same.
 */
export async function registrationOf(
  ctx: Pick<Ctx, 'log'>,
  twilio: TwilioClient,
  { country, type }: { country: string; type: NumberType },
): Promise<Registration> {
  try {
    return registrationFor('any', country, await registryFor(twilio, country, type)) ?? {};
  } catch (cause) {
    const isRefusal = cause instanceof TwilioError && cause.status >= 400 && cause.status < 500 && cause.status !== 429;
    if (!isRefusal) throw cause;
    // The carrier then says itself whether the number can be had without.
    ctx.log.error('purchase.registry_refused', cause, { country });
    return {};
  }
}
