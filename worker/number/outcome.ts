import { refused } from '../problem.ts';
import type { PurchaseRow } from './store/purchase.ts';

/** What became of a purchase, for who waits for it; throws where it ended without a number. */
export function outcome(row: PurchaseRow) {
  if (row.state === 'declined') {
    if (row.whyCode === 'no_card') throw noCard();
    if (row.whyCode === 'consent_refused' || row.whyCode === 'consent_abandoned') throw noConsent(row.whyCode);
    throw refused(
      'card_declined',
      'Not bought.',
      `Your bank declined the card${row.why ? `: ${row.why}` : '.'} Nothing was ordered. Change the agency’s card and try again.`,
    );
  }
  if (row.state === 'failed' && row.whyCode?.startsWith('twilio_')) {
    throw refused(
      'carrier_refused',
      'Not bought.',
      `Your Twilio account did not deliver this number${row.why ? `: ${row.why}` : '.'} Nothing was charged. Choose another number.`,
    );
  }
  if (row.state === 'failed') {
    throw refused(
      'payment_failed',
      'Not bought.',
      'The payment could not be made and nothing was ordered. Check the agency’s card, then try again.',
    );
  }
  if (row.state === 'refunded' || row.state === 'refunding') {
    throw refused(
      'carrier_failed',
      'Not bought.',
      'The carrier could not deliver this number. The charge is refunded. Choose another number.',
    );
  }
  return shown(row);
}

/** A purchase as its buyer sees it. */
export function shown(row: PurchaseRow) {
  const { id, e164, state, amount, currency, numberId, whyCode } = row;
  const consentUrl = state === 'consent' ? row.consentUrl : null;
  return { id, e164, state, amount, currency, numberId, why: whyCode, consentUrl };
}

/** What became of a client's purchase (N-12): what went wrong between agency, bank and carrier is the agency's to mend. */
export function clientOutcome(row: PurchaseRow) {
  if (row.state === 'refunded' || row.state === 'refunding') {
    throw refused('carrier_failed', 'Not bought.', 'The carrier could not deliver this number. Choose another one.');
  }
  if (row.state === 'declined' || row.state === 'failed') {
    throw refused(
      'agency_cannot_pay',
      'Not bought.',
      'Your agency could not order this number. Nothing was bought and you pay nothing; ask them, or try again later.',
    );
  }
  return clientShown(row);
}

/** A purchase as the client sees it: what the agency pays stays private. */
export function clientShown({ id, e164, state, numberId }: PurchaseRow) {
  return { id, e164, state, numberId };
}

function noConsent(code: string) {
  return refused(
    code,
    'Not bought.',
    'Your bank did not get your consent to this payment. Nothing was charged and nothing was ordered. Buy the number again, or change the agency’s card.',
  );
}

/** There is nothing to charge. */
export function noCard() {
  return refused('no_card', 'Not bought.', 'The agency has no card on file. Add one, then buy the number.');
}

/** The number is not on offer any more. */
export function gone(e164: string) {
  return refused(
    'number_gone',
    'Not bought.',
    `${e164} is no longer on offer. Search again and choose another number.`,
  );
}
