import type { Sayings } from './said.ts';

/** What is said of calls (R-12, S-3). */
export const CALL_WORDS = {
  overflow: p => ({
    subject: `Calls to ${p.number} found all lines taken`,
    body: [
      `As many calls as allowed were on ${p.number} of ${p.place} at once, so at least one more went to forwarding or voicemail.`,
      'The call log shows which ones. You can raise the limit, up to 50 calls at once, in Trunkline under Company number.',
    ],
  }),
  voicemail: p => ({
    subject: `Voicemail from ${p.caller}`,
    body: [
      `${p.caller} left a voicemail of ${p.length} on ${p.number} of ${p.place}${p.left && `, on ${p.left}`}.`,
      'Listen to it in Trunkline: open your CRM and go to Inbox.',
    ],
  }),
} satisfies Sayings;
