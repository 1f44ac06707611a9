import type { Sayings } from './said.ts';

const MOST = 20;

/** What people of the agency are told about the agency itself. */
export const AGENCY_WORDS = {
  uninstalled: p =>
    p.place
      ? {
          subject: `Trunkline was uninstalled for ${p.place}`,
          body: [
            `Trunkline was uninstalled in the CRM for ${p.place}, a client of ${p.agency}. Nobody can open it there any more.`,
            `Its phone numbers work as before until ${p.until}. Then they go back to your pool, and what is paid for them ends.`,
            `See what that concerns, download it, or end it now: ${p.link}`,
            'Install Trunkline there again before that day and nothing is lost.',
          ],
        }
      : {
          subject: 'Trunkline was uninstalled',
          body: [
            `Trunkline was uninstalled from the CRM of ${p.agency}. Nobody can open it there any more.`,
            `Your clients’ phone numbers work as before until ${p.until}. Then they go back to your pool, and what your clients pay for them ends.`,
            `See what that concerns, download it, or end it now: ${p.link}`,
            'Install Trunkline again before that day and nothing is lost.',
          ],
        },
  reconcile_drift: ({ findings }) => ({
    subject: findings.length === 1 ? 'Something does not agree' : `${findings.length} things do not agree`,
    body: [
      'Trunkline compared its books with Stripe and Twilio and found:',
      ...findings.slice(0, MOST).map(sentence => `• ${sentence}`),
      ...(findings.length > MOST ? [`and ${findings.length - MOST} more.`] : []),
      'Open Trunkline in your CRM and go to Activity to see them all and what became of them.',
    ],
  }),
} satisfies Sayings;
