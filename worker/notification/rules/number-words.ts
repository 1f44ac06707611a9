import type { Said, Sayings } from './said.ts';

/** What is said of a number on its way through a sub-account's hands (A-4 to A-12). */
export const NUMBER_WORDS = {
  number_pending: p => ({
    subject: `${p.number} is reserved for ${p.place}`,
    body: [
      `${p.agency} reserved the phone number ${p.number} for ${p.place}.`,
      `It starts working once it is paid: ${p.price} a month. Open Trunkline in your CRM, go to Phone numbers and choose Pay now.`,
    ],
  }),
  number_activated: p => ({
    subject: `${p.number} is active`,
    body: [
      `The phone number ${p.number} now works for ${p.place}. ${p.included ? 'It is part of your plan.' : `It costs ${p.price} a month.`}`,
      'Next, give it to somebody of your team or set where its calls are forwarded: open Trunkline in your CRM.',
    ],
  }),
  release_scheduled: p => ({
    subject: `${p.number} will be released${p.until ? ` on ${p.until}` : ''}`,
    body: [
      `${p.place} gives up the phone number ${p.number}. It keeps working until ${p.until || 'the paid period ends'}; nothing more will be charged.`,
      'Changed your mind? Until then you can keep it: open Trunkline in your CRM, go to Phone numbers and choose Keep it.',
    ],
  }),
  reservation_expiring: p => ({
    subject: `${p.number} is reserved until ${p.until}`,
    body: [
      `The phone number ${p.number} is still reserved for ${p.place}, but not paid yet. On ${p.until} the reservation ends and the number goes back to ${p.agency}.`,
      `To have it for ${p.price} a month, open Trunkline in your CRM, go to Phone numbers and choose Pay now.`,
    ],
  }),
  payment_failed: p => ({
    subject: `The payment for ${p.number} failed`,
    body: [
      `${p.price} for the phone number ${p.number} of ${p.place} could not be collected.`,
      `It keeps working until ${p.until}. To keep it after that, open Trunkline in your CRM, go to Phone numbers and choose Pay now, or mend the card.`,
    ],
  }),
  number_suspended: p => ({
    subject: `${p.number} is suspended`,
    body: [
      `The phone number ${p.number} of ${p.place} is not paid. Its calls and texts no longer arrive, but it is kept for you until ${p.until}.`,
      `It works again as soon as ${p.price} are paid: open Trunkline in your CRM, go to Phone numbers and choose Pay now.`,
    ],
  }),
  number_restored: p => ({
    subject: `${p.number} works again`,
    body: [`The payment for the phone number ${p.number} has arrived. Calls and texts reach ${p.place} again.`],
  }),
  price_change: p => ({
    subject: `${p.number} will cost ${p.price} a month`,
    body: [
      `From its next month on, ${p.until}, the phone number ${p.number} of ${p.place} costs ${p.price} a month. What is paid already stays as it is.`,
      'You need not do anything. If you do not want to keep it, open Trunkline in your CRM, go to Phone numbers and choose Release before that day.',
    ],
  }),
  number_released: p => ({
    subject: `${p.number} was released`,
    body: [`${whyReleased(p)} Calls to it no longer reach ${p.place}, and nothing more is charged.`],
  }),
  number_unassigned: p =>
    p.reservedOnly
      ? {
          subject: `${p.number} is no longer reserved`,
          body: [
            `The reservation of the phone number ${p.number} for ${p.place} has ended. It was not paid, and nothing is charged.`,
          ],
        }
      : {
          subject: `${p.number} was taken back`,
          body: [
            `${p.agency} took the phone number ${p.number} back. Calls to it no longer reach ${p.place}${p.included ? '' : `, and its ${p.price} a month end today`}.`,
          ],
        },
} satisfies Sayings;

function whyReleased({ number, agency, unpaid, atStripe }: Said): string {
  if (unpaid) return `The phone number ${number} was not paid and went back to ${agency}.`;
  if (atStripe)
    return `The subscription for the phone number ${number} was cancelled at Stripe, so it went back to ${agency}.`;
  return `The paid period of ${number} has ended.`;
}
