/** what each parked delivery or event was for, in words an admin understands. */
const DELIVERIES: Record<string, string> = {
  mail: 'An email',
  mirror_forwarding: 'Keeping a number’s forwarding for when the database cannot be reached',
  mirror_account: 'Keeping your Twilio account’s key for when the database cannot be reached',
  set_number_urls: 'Having Twilio send a number’s calls to Trunkline',
  sync_keeping: 'Having Stripe charge for the numbers you keep',
  give_number_back: 'Handing a number back to the carrier',
  cancel_subscription: 'Ending a subscription at Stripe',
  change_price: 'Changing the price of a subscription at Stripe',
  settle_release: 'Making sure at Stripe that a released number costs nothing more',
  expire_checkout: 'Closing a payment page at Stripe',
  refund_late_payment: 'Refunding a payment that came too late',
  send_text: 'Sending a text',
  agent_message: 'Handing a text to an agent’s webhook',
  trigger: 'Telling workflows of something that happened',
  own_agent_text: 'Handing a text to an agent’s webhook',
};

const ENTRIES: Record<string, string> = { call: 'a call', text: 'a text', voicemail: 'a voicemail' };

const NEWS: [beginning: string, what: string][] = [
  ['contact.', 'News of a contact from your CRM'],
  ['user.', 'News of a user from your CRM'],
  ['location.', 'News of a sub-account from your CRM'],
  ['app.', 'News of the installation from your CRM'],
  ['customer.subscription.', 'News of a subscription from Stripe'],
  ['invoice.', 'News of a payment from Stripe'],
  ['checkout.', 'News of a payment page from Stripe'],
];

export function deliveryInWords(effect: { kind: string } & Record<string, unknown>): string {
  if (effect.kind === 'timeline') {
    return `Writing ${ENTRIES[String(effect.entryKind)] ?? 'something'} to a contact’s timeline in your CRM`;
  }
  return DELIVERIES[effect.kind] ?? 'Telling somebody of a change';
}

const JOBS: Record<string, string> = {
  call: 'Writing down a call',
  check: 'Looking at Stripe how an assignment stands',
  purchase: 'Finishing the purchase of a number',
  catch_up: 'Looking up at Twilio what came while we were away',
  reconcile: 'Comparing your books with Stripe’s and Twilio’s',
};

const NEWS_OF: Record<string, string> = {
  text: 'Taking in a text',
  recording: 'Taking in a voicemail',
  unreached: 'Writing down a call that came while the database was away',
};

/** A job that the queue gave up on. */
export function jobInWords(job: { kind: string } & Record<string, unknown>): string {
  if (job.kind !== 'news') return JOBS[job.kind] ?? 'Something in the background';
  const { about } = job.news as { about: string };
  return NEWS_OF[about] ?? 'Noting what became of a call';
}

export function eventInWords(source: 'stripe' | 'host', type: string): string {
  const known = NEWS.find(([beginning]) => type.startsWith(beginning));
  return known?.[1] ?? (source === 'stripe' ? 'News from Stripe' : 'News from your CRM');
}

/** The cause as a sentence, without the names that programs give to errors. */
export function causeInWords(error: string | null): string {
  const bare = (error ?? '').replace(/^(?:\w*(?:Error|Race|Early|Hopeless|Unreachable): )+/, '').trim();
  if (!bare) return 'No cause was given.';
  // The statement says nothing to an admin, and is not theirs to read.
  if (bare.startsWith('Failed query')) return 'Our database refused it or could not be reached.';
  const sentence = bare[0]?.toUpperCase() + bare.slice(1, 400);
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
