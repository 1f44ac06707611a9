import type { Ctx, Person } from '../context.ts';
import { TwilioError } from '../edge/twilio.ts';
import { notFound, Problem, refused } from '../problem.ts';
import { carrierOf } from './carrier.ts';
import { areaCodeOf, nearbyFirst, offerOf } from './rules/offer.ts';
import type { OfferQuery } from './shape.ts';
import { phoneNear } from './store/pool.ts';
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
  return { monthly, items: nearbyFirst(nearby.map(offerOf), listed.map(offerOf), LIMIT) };
}

/** The area code of somebody who works there, unless the buyer asked for digits of their own. */
async function nearbyCode(ctx: Ctx, person: Person, query: OfferQuery): Promise<string | undefined> {
  const place = await phoneNear(ctx, person.agencyId, query.subAccountId ?? '');
  if (!place) throw notFound('sub-account');
  if (query.areaCode || query.contains || query.type !== 'local') return undefined;
  return areaCodeOf(place.phone);
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
