import type { Sayings } from './said.ts';

const MOST = 20;

/** What people of the agency are told about the agency itself. */
export const AGENCY_WORDS = {
  uninstalled: p => ({
    subject: 'Trunkline was uninstalled',
    body: [
      `Trunkline was uninstalled from the CRM of ${p.agency}. Nobody can open it there any more.`,
      'Your phone numbers are still yours: calls go where they were set to go, what they cost you goes on, and so does what your clients pay for them.',
      'Install Trunkline again to go on where you left off, or to take numbers back and give them up.',
    ],
  }),
  reconcile_drift: ({ findings }) => ({
    subject: findings.length === 1 ? 'Something does not agree' : `${findings.length} things do not agree`,
    body: [
      'Trunkline compared its books with Stripe and Twilio and found:',
      ...findings.slice(0, MOST).map(sentence => `• ${sentence}`),
      ...(findings.length > MOST ? [`and ${findings.length - MOST} more.`] : []),
      'Open Trunkline in your CRM and go to Margin to see them all and what became of them.',
    ],
  }),
} satisfies Sayings;
