import type { HostSeed } from './seed.ts';

const COMPANY = 'cmp_brightline';
const DENTAL = 'loc_bayside';
const REALTY = 'loc_harbor';

type Person = [id: string, name: string, phone: string | undefined, role: 'owner' | 'admin' | 'user', at: string[]];

const PEOPLE: Person[] = [
  ['usr_dana', 'Dana Whitfield', '+14155550100', 'owner', []],
  ['usr_marcus', 'Marcus Bell', '+14155550101', 'admin', []],
  ['usr_rosa', 'Rosa Delgado', '+14155550110', 'owner', [DENTAL]],
  ['usr_priya', 'Priya Natarajan', '+14155550111', 'user', [DENTAL]],
  ['usr_tom', 'Tom Okafor', '+14155550112', 'user', [DENTAL]],
  ['usr_lena', 'Lena Fischer', undefined, 'user', [DENTAL]],
  ['usr_walter', 'Walter Nguyen', '+12065550120', 'owner', [REALTY]],
  ['usr_grace', 'Grace Sullivan', '+12065550121', 'admin', [REALTY]],
  ['usr_ben', 'Ben Carver', '+12065550122', 'user', [REALTY]],
];

type Known = [name: string, phones: string[], owner: string | undefined, source: string | undefined, tags: string[]];

const DENTAL_CONTACTS: Known[] = [
  ['Alice Moreau', ['+14155550141'], 'usr_priya', 'Website', ['cleaning']],
  ['Jamal Edwards', ['+14155550142', '+15105550142'], 'usr_tom', 'Referral', ['implant', 'vip']],
  ['Hannah Kim', ['+14155550143'], 'usr_priya', 'Google Ads', []],
  ['Diego Fuentes', ['+16505550144'], undefined, 'Website', ['new patient']],
  ['Olivia Brandt', ['+14155550145'], 'usr_lena', undefined, ['aligners']],
  ['Samuel Price', ['+15105550146'], 'usr_rosa', 'Walk-in', []],
  ['Mei Tanaka', ['+14155550147'], undefined, 'Yelp', ['whitening']],
  ['Noah Becker', ['+14085550148'], 'usr_tom', 'Referral', []],
];

const REALTY_CONTACTS: Known[] = [
  ['Charlotte Webb', ['+12065550161'], 'usr_ben', 'Open house', ['buyer']],
  ['Ibrahim Haddad', ['+12065550162'], 'usr_grace', 'Zillow', ['seller']],
  ['Nora Lindqvist', ['+14255550163'], undefined, 'Website', ['buyer', 'relocation']],
  ['Patrick Doyle', ['+12065550164'], 'usr_walter', 'Referral', ['investor']],
  ['Yuki Sato', ['+12535550165'], 'usr_ben', 'Open house', []],
];

/** One believable agency with two clients, their people and contacts. All phones are in ranges kept for fiction. */
export function northwind(): HostSeed {
  return {
    companies: [{ id: COMPANY, name: 'Brightline Marketing' }],
    locations: [
      { id: DENTAL, companyId: COMPANY, name: 'Bayside Dental', timezone: 'America/Los_Angeles', country: 'US' },
      { id: REALTY, companyId: COMPANY, name: 'Harbor Realty', timezone: 'America/Los_Angeles', country: 'US' },
    ],
    users: PEOPLE.map(([id, name, phone, role, location_ids]) => ({
      id,
      companyId: COMPANY,
      name,
      email: mailOf(name, location_ids[0]),
      role,
      location_ids,
      ...(phone && { phone }),
    })),
    contacts: [
      ...DENTAL_CONTACTS.map((known, n) => contact(`con_bayside_${n + 1}`, DENTAL, known)),
      ...REALTY_CONTACTS.map((known, n) => contact(`con_harbor_${n + 1}`, REALTY, known)),
    ],
  };
}

function contact(id: string, locationId: string, [name, phones, owner, source, tags]: Known) {
  return { id, locationId, name, phones, tags, ...(owner && { owner_id: owner }), ...(source && { source }) };
}

function mailOf(name: string, locationId: string | undefined): string {
  const domain =
    locationId === DENTAL
      ? 'bayside-dental.example'
      : locationId === REALTY
        ? 'harbor-realty.example'
        : 'brightline.example';
  return `${name.split(' ')[0]?.toLowerCase()}@${domain}`;
}
