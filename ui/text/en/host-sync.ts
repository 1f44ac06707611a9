const number = (n: number) => n.toLocaleString('en');

/** Sentences about taking over people, sub-accounts and contacts from the CRM (Settings). */
export const hostSync = {
  title: 'From your CRM',
  about:
    'Sub-accounts, people and contacts are taken over when Trunkline is installed, and looked through every night.',
  underWay: (done: number, all: number) =>
    all ? `Looking through your CRM: ${done} of ${all} sub-accounts` : 'Looking through your CRM',
  failed: 'Not everything could be read from your CRM',
  failedWhy: 'What was read before still counts. It is tried again tonight, or now.',
  places: 'Sub-accounts',
  people: 'People',
  contacts: 'Contacts',
  contactsOf: (records: number, places: number) =>
    `${number(records)} in ${places === 1 ? '1 sub-account' : `${number(places)} sub-accounts`}`,
  last: 'Looked through',
  never: 'not yet',
  list: 'Sub-accounts whose contacts are not complete',
  waiting: 'waits its turn',
  count: (n: number) => number(n),
  of: (n: number, total: number) => `${number(n)} of ${number(total)}`,
  stopped: (count: string, why: string) => `${count}, then it stopped: ${why}`,
  held: (count: string, why: string) => `${count}, goes on soon: ${why}`,
  now: 'Look through now',
};
