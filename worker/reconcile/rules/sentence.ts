import { parsePhoneNumber } from 'libphonenumber-js/min';
import type { DriftDetail, DriftKind } from './drift.ts';

/** A-14: a finding in words: what does not agree, and what became of it or is to be done. */
export function findingInWords(kind: string, detail: DriftDetail, repaired: boolean, subject = ''): string {
  const { what, mended, todo } = (WORDS[kind as DriftKind] ?? OTHER)({ ...said(detail), account: subject });
  return `${what} ${repaired ? (mended ?? 'This was mended.') : todo}`;
}

interface Telling {
  what: string;
  mended?: string;
  todo: string;
}

interface Said {
  number: string;
  of: string;
  subscription: string;
  is: string;
  live: number;
  account: string;
  count: number;
  currency: string;
}

const OTHER = (): Telling => ({ what: 'Something does not agree.', todo: 'Ask support.' });

const WORDS: Record<DriftKind, (s: Said) => Telling> = {
  subscription_unknown: s => ({
    what: `Stripe runs the subscription ${s.subscription} for a phone number that is not known here.`,
    todo: 'Look at it in your Stripe dashboard, and cancel it there if it is not yours.',
  }),
  subscription_unmatched: s => ({
    what: `Stripe was still charging for ${s.number}${s.of} by the subscription ${s.subscription}, which nobody holds the number by.`,
    mended: 'It is cancelled, and what was paid for nothing is given back.',
    todo: 'It is tried again tonight; you can cancel it in your Stripe dashboard.',
  }),
  subscription_missing: s => ({
    what: `${s.number}${s.of} had no running subscription at Stripe.`,
    mended: s.is === 'ended' ? 'It went back to the pool.' : 'Its state now follows what Stripe says.',
    todo: 'Take it back and assign it anew to have it paid.',
  }),
  stripe_lost: s =>
    s.live
      ? {
          what: `Your Stripe account ${s.account} does not let Trunkline in any more, while ${s.live === 1 ? '1 number is' : `${s.live} numbers are`} paid on it.`,
          todo: 'Stripe goes on charging for them, and Trunkline cannot see or end it. Connect the same account again under Settings, or take the numbers back and cancel their subscriptions in your Stripe dashboard.',
        }
      : {
          what: 'Your Stripe account does not let Trunkline in any more.',
          todo: 'Connect Stripe again under Settings.',
        },
  kept_at_stripe: s => ({
    what: `${s.number}${s.of} was kept at Stripe after its release, which was learnt only when its period was over.`,
    mended: 'The number is back in the pool; the subscription is cancelled and what was paid for it is given back.',
    todo: 'Look at the subscription in your Stripe dashboard.',
  }),
  number_missing: s => ({
    what: `${s.number} is in your pool, but Twilio does not hold it for you.`,
    todo: 'It gets no calls. Ask support.',
  }),
  number_urls: s => ({
    what: `Twilio did not send the calls or texts of ${s.number} to Trunkline.`,
    mended: 'Its addresses at Twilio are set again.',
    todo: 'Setting its addresses at Twilio failed; it is tried again tonight.',
  }),
  number_not_in_pool: s => ({
    what: `Twilio holds ${s.number} for Trunkline, but it is in no pool.`,
    todo: 'Support looks into it; you pay nothing for it.',
  }),
  not_imported: s => ({
    what: `Your Twilio account holds ${s.number}, which is not in your pool.`,
    todo: 'Import it under Numbers if it should be.',
  }),
  keeping_unpaid: () => ({
    what: 'The monthly payment for keeping your phone numbers failed.',
    todo: 'Change the card under Settings; the payment is then tried again.',
  }),
  keeping_unbilled: s => ({
    what: `${s.count === 1 ? '1 phone number is' : `${s.count} phone numbers are`} not part of your monthly payment, in ${s.currency}.`,
    todo: 'Put a card on file under Settings if there is none. Otherwise support settles it with you: nothing is taken from you without telling you.',
  }),
  twilio_lost: () => ({
    what: 'Your Twilio account does not let Trunkline in any more.',
    todo: 'Enter its token again under Settings.',
  }),
};

function said({ e164, subAccount, subscriptionId, is, live, count, currency }: DriftDetail): Omit<Said, 'account'> {
  return {
    number: e164 ? parsePhoneNumber(e164).formatInternational() : 'A number',
    of: subAccount ? ` of ${subAccount}` : '',
    subscription: subscriptionId ?? '',
    is: is ?? '',
    live: live ?? 0,
    count: count ?? 0,
    currency: currency?.toUpperCase() ?? '',
  };
}
