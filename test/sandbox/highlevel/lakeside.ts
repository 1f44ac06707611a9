import type { HighlevelSeed } from './seed.ts';

const COMPANY = 'hlCoLakeside00000001';
const FITNESS = 'hlLocSummitFit000001';
const PLUMBING = 'hlLocOakPlumbing0001';

type Person = [
  id: string,
  name: [string, string],
  phone: string | undefined,
  type: 'agency' | 'account',
  role: 'admin' | 'user',
  at: string[],
];

const PEOPLE: Person[] = [
  ['hlUsrAvery0000000001', ['Avery', 'Cole'], '+13125550150', 'agency', 'admin', []],
  ['hlUsrImani0000000001', ['Imani', 'Brooks'], '+13125550151', 'agency', 'user', []],
  ['hlUsrKenji0000000001', ['Kenji', 'Mori'], '+13035550152', 'account', 'admin', [FITNESS]],
  ['hlUsrSofia0000000001', ['Sofía', 'Reyes'], '+13035550153', 'account', 'user', [FITNESS]],
  ['hlUsrElla00000000001', ['Ella', 'Novak'], undefined, 'account', 'user', [FITNESS]],
  ['hlUsrHank00000000001', ['Hank', 'Oakley'], '+13145550154', 'account', 'admin', [PLUMBING]],
  ['hlUsrJude00000000001', ['Jude', 'Farrell'], '+13145550155', 'account', 'user', [PLUMBING]],
];

type Known = [name: [string, string], phone: string, owner: string | undefined, source: string | undefined];

const MEMBERS: Known[] = [
  [['Lucas', 'Grant'], '+13035550171', 'hlUsrSofia0000000001', 'Free trial'],
  [['Amara', 'Diallo'], '+13035550172', 'hlUsrSofia0000000001', 'Referral'],
  [['Piotr', 'Zielinski'], '+13035550173', undefined, 'Website'],
  [['Grace', 'Holt'], '+17205550174', 'hlUsrElla00000000001', undefined],
];

const CUSTOMERS: Known[] = [
  [['Bea', 'Lindgren'], '+13145550181', 'hlUsrJude00000000001', 'Google Ads'],
  [['Omar', 'Siddiqui'], '+13145550182', undefined, 'Emergency call'],
  [['Ruth', 'Abrams'], '+16365550183', 'hlUsrHank00000000001', 'Referral'],
];

/** An agency with a white-label domain (or a whole origin, in the sandbox), two clients, their people and contacts. All phones are kept for fiction. */
export function lakeside(whitelabelDomain = 'crm.lakeside-growth.example'): HighlevelSeed {
  const place = { companyId: COMPANY, country: 'US' };
  return {
    companies: [{ id: COMPANY, name: 'Lakeside Growth', whitelabelDomain }],
    locations: [
      { ...place, id: FITNESS, name: 'Summit Fitness', timezone: 'America/Denver' },
      { ...place, id: PLUMBING, name: 'Oakley Plumbing', timezone: 'America/Chicago' },
    ],
    users: PEOPLE.map(([id, [firstName, lastName], phone, type, role, locationIds], n) => ({
      id,
      companyId: COMPANY,
      firstName,
      lastName,
      email: `${firstName
        .normalize('NFD')
        .replace(/\P{ASCII}/gu, '')
        .toLowerCase()}@lakeside-growth.example`,
      ...(phone && { phone }),
      type,
      role,
      locationIds,
      ...(n === 0 && { isAgencyOwner: true }),
      ...(firstName === 'Sofía' && { language: 'es' }),
    })),
    contacts: [
      ...MEMBERS.map((known, n) => contact(`hlConFit${String(n + 1).padStart(12, '0')}`, FITNESS, known)),
      ...CUSTOMERS.map((known, n) => contact(`hlConOak${String(n + 1).padStart(12, '0')}`, PLUMBING, known)),
    ],
  };
}

function contact(id: string, locationId: string, [[firstName, lastName], phone, assignedTo, source]: Known) {
  return { id, locationId, firstName, lastName, phone, ...(assignedTo && { assignedTo }), ...(source && { source }) };
}
