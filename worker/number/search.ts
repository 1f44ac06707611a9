import type { Ctx, Person } from '../context.ts';
import { type AvailableNumber, type TwilioClient, TwilioError } from '../edge/twilio.ts';
import { notFound, Problem, refused } from '../problem.ts';
import { carrierOf } from './carrier.ts';
import { registryFor } from './registry.ts';
import { areaNear } from './rules/near.ts';
import { nearbyFirst, type Offer, offerOf } from './rules/offer.ts';
import { type Requirement, registrationFor } from './rules/registration.ts';
import type { OfferQuery } from './shape.ts';
import { phonesAround } from './store/near.ts';
import { buyerAgency } from './store/purchase.ts';

const LIMIT = 30;

/** Numbers the carrier would sell now, with what one costs a month (N-1). */
export async function searchNumbers(ctx: Ctx, person: Person, query: OfferQuery) {
  const near = query.subAccountId ? await nearbyCode(ctx, person, query) : undefined;
  const { country, type } = query;
  const base = {
    country,
    type,
    limit: LIMIT,
    ...(query.areaCode && { areaCode: query.areaCode }),
    ...(query.contains && { contains: query.contains }),
    ...(query.voice && { voice: true }),
    ...(query.sms && { sms: true }),
  };
  const twilio = await carrierOf(ctx, await buyerAgency(ctx, person.agencyId));
  const [monthly, listed, nearby] = await fromCarrier(() =>
    Promise.all([
      twilio.monthlyPrice(country, type),
      twilio.available(base),
      near ? twilio.available({ ...base, areaCode: near }) : [],
    ]),
  );
  if (!monthly) {
    throw refused(
      'not_sold',
      'No numbers found.',
      `The carrier sells no ${type.replace('_', '-')} numbers in ${country}. Choose another type or country.`,
    );
  }
  const offered = await fromCarrier(() => offersOf(twilio, query, [...nearby, ...listed]));
  return { monthly, items: nearbyFirst(offered.slice(0, nearby.length), offered.slice(nearby.length), LIMIT) };
}

/** What is listed, as offers: the account's registry is looked at where one of them needs it. */
export async function offersOf(
  twilio: TwilioClient,
  { country, type }: Pick<OfferQuery, 'country' | 'type'>,
  listed: readonly AvailableNumber[],
): Promise<Offer[]> {
  const needed = listed.some(one => one.address_requirements !== 'none');
  const registry = needed ? await registryFor(twilio, country, type) : undefined;
  const registered = (requirement: Requirement) =>
    requirement === 'none' || (registry !== undefined && registrationFor(requirement, country, registry) !== undefined);
  return listed.map(one => offerOf(one, registered));
}

/** The area code the sub-account is at home in, unless the buyer asked for digits of their own. */
async function nearbyCode(ctx: Ctx, person: Person, query: OfferQuery): Promise<string | undefined> {
  const place = await phonesAround(ctx, person.agencyId, query.subAccountId ?? '');
  if (!place) throw notFound('sub-account');
  if (query.areaCode || query.contains || query.type !== 'local') return undefined;
  return areaNear(place.around)?.areaCode;
}

/** Turns the carrier's refusals into problems people can act on. */
export async function fromCarrier<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    if (!(cause instanceof TwilioError)) throw cause;
    if (cause.status === 404)
      throw refused(
        'not_sold',
        'No numbers found.',
        'The carrier sells no such numbers in this country. Choose another type or country.',
      );
    if (cause.status === 401 || cause.status === 403)
      throw refused(
        'carrier_refused_account',
        'Twilio refused the account.',
        'The account’s token is not accepted any more. Enter it again under Settings.',
      );
    throw new Problem(
      502,
      {
        code: 'carrier_unavailable',
        title: 'The carrier did not answer.',
        detail: 'Nothing was bought. Try again in a minute.',
      },
      { cause },
    );
  }
}
