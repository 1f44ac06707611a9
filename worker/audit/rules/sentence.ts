import { parsePhoneNumber } from 'libphonenumber-js/min';

/** X-3: a line of the audit as a sentence. Who did it stands beside it. */
export interface Told {
  entity: string;
  act: string;
  /** Names of what it is about, as far as they are still known. */
  e164: string | null;
  subAccount: string | null;
  person: string | null;
  thing: string | null;
  after: unknown;
}

interface Said {
  number: string;
  place: string;
  person: string;
  thing: string;
  after: Record<string, unknown>;
}

export function actInWords(told: Told): string {
  const act = told.act.slice(told.act.lastIndexOf('.') + 1);
  const words = WORDS[`${told.entity}.${act}`] ?? WORDS[`${told.entity}.*`];
  const sentence = words ? words(saidOf(told), act) : plain(told, act);
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}

type Phrase = (s: Said, act: string) => string;

const ASSIGNMENT: Record<string, Phrase> = {
  assigned: s => `${s.number} was assigned to ${s.place}`,
  included: s => `${s.number} was given to ${s.place} as part of its plan`,
  checkout_opened: s => `the payment page of ${s.number} was opened`,
  checkout_lapsed: s => `the payment page of ${s.number} lapsed unpaid`,
  payment_processing: s => `the bank is confirming the payment for ${s.number}`,
  activated: s => `${s.number} became active for ${s.place}`,
  renewed: s => `${s.number} was paid for another month by ${s.place}`,
  rescheduled: s => `the end of ${s.number} at ${s.place} was moved`,
  release_scheduled: s => `${s.number} is to be released by ${s.place} when its period ends`,
  kept: s => `${s.number} was kept by ${s.place} after all`,
  past_due: s => `the payment of ${s.place} for ${s.number} failed`,
  payment_reminded: s => `${s.place} was reminded of the payment for ${s.number}`,
  suspended: s => `${s.number} of ${s.place} was suspended`,
  restored: s => `${s.number} of ${s.place} was paid and is active again`,
  reminded: s => `${s.place} was reminded to pay ${s.number}`,
  expiry_announced: s => `${s.place} was told that the reservation of ${s.number} is about to end`,
  released: s => `${s.number} was released by ${s.place}`,
  unassigned: s => `${s.number} was taken back from ${s.place}`,
  expired: s => `the reservation of ${s.number} for ${s.place} ended unpaid`,
  unpaid: s => `${s.number} of ${s.place} ended because it was not paid`,
  canceled_at_stripe: s => `${s.number} of ${s.place} ended because its subscription was cancelled at Stripe`,
  late_payment_refunded: s => `a payment of ${s.place} for ${s.number} that came too late was refunded`,
  price_chosen: s => `a new price was set for ${s.number} of ${s.place} from its next cycle`,
  price_changed: s => `the new price of ${s.number} at ${s.place} took effect`,
};

const NUMBER: Record<string, Phrase> = {
  bought: s => `${s.number} was bought`,
  imported: s => `${s.number} was imported`,
  reserved: s => `${s.number} was reserved`,
  returned: s => `${s.number} came back to the pool`,
  given: s => `${s.number} was given to a person as direct number`,
  taken_back: s => `${s.number} was taken from the person whose direct number it was`,
  attached: s => `${s.number} was attached to a voice agent, campaign or workflow`,
  detached: s => `${s.number} was detached from what answered it`,
  forwarding_set: s => `the forwarding of ${s.number} was changed`,
  placed: s => `${s.number} was put on a level of ${s.place}`,
  moved: s => `${s.number} was moved to another level of ${s.place}`,
  taken_off: s => `${s.number} was taken off a level of ${s.place}`,
  purpose_set: s => `the call purpose of ${s.number} was changed`,
  released_to_carrier: s => `${s.number} was handed back to the carrier`,
};

const PLACE: Record<string, Phrase> = {
  standing_changed: s => `the standing of ${s.place} at Stripe changed`,
  forwarding_set: s => `the default forwarding of ${s.place} was changed`,
  voicemail_set: s => `the voicemail of ${s.place} was changed`,
  deleted: s => `${s.place} was removed in the CRM`,
  mirrored: s => `${s.place} was taken over from the CRM`,
  uninstalled: s => `Trunkline was uninstalled for ${s.place}`,
  reinstalled: s => `Trunkline was installed again for ${s.place}`,
  end_asked: s => `after the uninstall everything of ${s.place} was to end at once`,
  chosen: s => `the plan of ${s.place} was changed`,
  started: s => `the plan of ${s.place} started`,
  page_opened: s => `the page that starts the plan of ${s.place} was opened`,
  page_closed: s => `the page that starts the plan of ${s.place} was closed`,
  linked: s => `${s.place} was linked to a Stripe customer`,
  made: s => `a Stripe customer was made for ${s.place}`,
};

const PEOPLE: Record<string, Phrase> = {
  approved: s => `${s.person} was approved`,
  blocked: s => `${s.person} was blocked`,
  columns_chosen: s => `${s.person} chose which columns the list of numbers shows`,
  deleted: s => `${s.person} was removed in the CRM`,
  mirrored: s => `${s.person} was taken over from the CRM`,
};

const AGENCY: Record<string, Phrase> = {
  installed: () => 'Trunkline was installed',
  reinstalled: () => 'Trunkline was installed again',
  uninstalled: () => 'Trunkline was uninstalled',
  end_asked: () => 'after the uninstall everything was to end at once',
  domain_proposed: ({ after }) => `the CRM told of the domain ${shortOf(after.origin)}`,
  domain_added: ({ after }) => `the domain ${shortOf(after.origin)} was added: it may show Trunkline`,
  domain_confirmed: ({ after }) => `the domain ${shortOf(after.origin)} was confirmed: it may show Trunkline`,
  domain_removed: ({ after }) => `the domain ${shortOf(after.origin)} was removed: it may show Trunkline no more`,
  reconcile_started: () => 'a comparison with Stripe and Twilio began',
  reconciled: ({ after }) =>
    `the books were compared with Stripe and Twilio: ${count(after.repaired)} mended, ${count(after.listed)} listed`,
};

const CALL: Record<string, Phrase> = {
  received: s => `a call came in at ${s.place}`,
  placed: s => `a call was placed from ${s.place}`,
  step: s => `a call at ${s.place} rang on at the next place`,
  answered: s => `a call at ${s.place} was answered`,
  reassigned: s => `a call at ${s.place} was taken by another person`,
  not_put_through: s => `a call at ${s.place} was not put through`,
  hung_up: s => `a caller of ${s.place} hung up`,
  cut_off: s => `a call at ${s.place} was cut off`,
  without_database: s => `a call at ${s.place} was forwarded while the database was away`,
  ended: s => `a call at ${s.place} ended`,
  '*': (s, act) => `a call at ${s.place}: ${plainly(act)}`,
};

const MESSAGE: Record<string, Phrase> = {
  received: s => `a text came in at ${s.place}`,
  '*': (s, act) => `a text of ${s.place}: ${plainly(act)}`,
};

const VOICEMAIL: Record<string, Phrase> = {
  left: s => `a voicemail was left at ${s.place}`,
  heard: s => `a voicemail of ${s.place} was played`,
};

function shortOf(origin: unknown): string {
  return String(origin).replace(/^https?:\/\//, '');
}

const WORDS: Record<string, Phrase> = {
  ...under('assignment', ASSIGNMENT),
  ...under('number', NUMBER),
  ...under('sub_account', PLACE),
  ...under('user', PEOPLE),
  ...under('agency', AGENCY),
  ...under('call', CALL),
  ...under('message', MESSAGE),
  ...under('voicemail', VOICEMAIL),
  'test_call.*': s => `a test call was placed at ${s.place}`,
  'host_sync.begun': () => 'taking over contacts and people from the CRM began',
  'host_sync.contacts_mirrored': ({ place, after }) =>
    `${count(after.contacts)} contacts of ${place} were taken over from the CRM`,
  'host_sync.contacts_gone': ({ place, after }) =>
    `${count(after.contacts)} contacts of ${place} were removed that the CRM no longer has`,
  'finding.found': () => 'something was found that does not agree',
  'finding.found_and_repaired': () => 'something that did not agree was found and mended',
  'finding.repaired': () => 'something that did not agree was mended',
  'finding.told': () => 'what does not agree was told by mail',
  'finding.resolved': () => 'something that did not agree is settled',
  'plan.*': (s, act) => `the plan ${s.thing} was ${plainly(act)}`,
  'business_unit.*': (s, act) => `the business unit${named(s)} of ${s.place} was ${plainly(act)}`,
  'program.*': (s, act) => `the program${named(s)} of ${s.place} was ${plainly(act)}`,
  'agent.*': (s, act) => `the agent ${s.thing} was ${plainly(act)}`,
  'staff_setting.*': s => `the call settings of ${s.person} were changed`,
  'company_number.*': s => `the settings of a company number of ${s.place} were changed`,
  'unknown_rule.*': (s, act) => `a rule for unknown callers of ${s.place} was ${plainly(act)}`,
  'claim.*': (s, act) => `an unknown caller of ${s.place} was ${plainly(act)}`,
  'contact.*': (s, act) => `a contact of ${s.place} was ${plainly(act)}`,
  'purchase.*': (_, act) => `a purchase was ${plainly(act)}`,
  'workflow_hook.made': s => `a hook${of(s)} was added`,
  'workflow_hook.changed': s => `a hook${of(s)} was changed`,
  'workflow_hook.secret_replaced': s => `a hook${of(s)} got a new secret`,
  'workflow_hook.ended': s =>
    s.after.why === 'gone' ? `a hook${of(s)} ended because its receiver wants no more` : `a hook${of(s)} was removed`,
  'workflow_delivery.sent_again': s => `a delivery${of(s)} was sent again`,
  'api_key.made': s => `the API key${named(s)}${of(s)} was made`,
  'api_key.revoked': s => `the API key${named(s)}${of(s)} was revoked`,
  'delivery.*': () => 'a delivery that had failed was tried again',
  'event.*': () => 'an event that had failed was tried again',
};

function under(entity: string, phrases: Record<string, Phrase>): Record<string, Phrase> {
  return Object.fromEntries(Object.entries(phrases).map(([act, phrase]) => [`${entity}.${act}`, phrase]));
}

function plain({ entity, subAccount }: Told, act: string): string {
  return `${plainly(entity)}${subAccount ? ` of ${subAccount}` : ''}: ${plainly(act)}`;
}

/** Whose it is; the agency's own is nobody's in particular. */
function of({ place }: Said): string {
  return place === NO_PLACE ? '' : ` of ${place}`;
}

function named({ after }: Said): string {
  return typeof after.name === 'string' ? ` ${after.name}` : '';
}

function plainly(word: string): string {
  return word.replaceAll('_', ' ');
}

function count(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

const NO_PLACE = 'a sub-account';

function saidOf({ e164, subAccount, person, thing, after }: Told): Said {
  return {
    number: e164 ? parsePhoneNumber(e164).formatInternational() : 'A number',
    place: subAccount ?? NO_PLACE,
    person: person ?? 'a person',
    thing: thing ?? '',
    after: after && typeof after === 'object' ? (after as Record<string, unknown>) : {},
  };
}
