import type { Ctx } from '../context.ts';
import { notFound } from '../problem.ts';
import type { Person } from '../routing/rules/facts.ts';
import type { Place } from '../staff/store.ts';
import { standInOf } from './rules/owner.ts';
import type { Situation } from './rules/ringing-now.ts';
import { allowedHere, heldNumbers, homeOf, membersHere, rulesHere } from './store.ts';

/** A sub-account with its numbers, their rules and its people, in one round trip. */
export async function loadOffice(ctx: Ctx, place: Place) {
  const [homes, numbers, rules, allowed, members] = await ctx.db.read.batch([
    homeOf(ctx, place),
    heldNumbers(ctx, place),
    rulesHere(ctx, place),
    allowedHere(ctx, place),
    membersHere(ctx, place),
  ]);
  const [home] = homes;
  if (!home) throw notFound('sub-account');
  return { home, numbers, rules: rules.map(row => row.rule), allowed, members };
}

export type Office = Awaited<ReturnType<typeof loadOffice>>;
export type Held = Office['numbers'][number];
export type Member = Office['members'][number];
export type RuleRow = Office['rules'][number];

/** A company number of the sub-account: it is wired as one and has its settings. */
export type CompanyNumber = Held & { setting: NonNullable<Held['setting']> };

/** The sub-account's company numbers. */
export function companyNumbers({ numbers }: Office): CompanyNumber[] {
  return numbers.filter(isCompanyNumber);
}

function isCompanyNumber(held: Held): held is CompanyNumber {
  return held.wiredTo === 'company' && held.setting !== null;
}

/** One of them; 404 for any other number (T-1). */
export function companyNumberIn(office: Office, numberId: string): CompanyNumber {
  const found = companyNumbers(office).find(held => held.numberId === numberId);
  if (!found) throw notFound('company number');
  return found;
}

/** Its rules: custom ones by creation, the default last. */
export function rulesOf({ rules }: Office, { assignmentId }: Pick<Held, 'assignmentId'>): RuleRow[] {
  return rules.filter(rule => rule.assignmentId === assignmentId);
}

/** A member as routing sees them. */
export function personOf({ userId, name, status, crmPhone, setting, isOnCall }: Member): Person {
  return {
    userId,
    name,
    phone: setting?.phone ?? crmPhone,
    isApproved: status === 'approved',
    ringSeconds: setting?.ringSeconds ?? 20,
    hours: setting?.hours ?? null,
    doNotDisturbUntil: setting?.doNotDisturbUntil ?? null,
    isOnCall: Boolean(isOnCall),
    voicemail: setting?.voicemail ?? false,
    greeting: setting?.greeting ?? null,
  };
}

/** U-2: who stands in until the default rule names somebody. */
export function ownerOf({ members }: Office): string | null {
  return standInOf(members.filter(member => member.role === 'owner'));
}

/** What decides who rings on a company number. */
export function situationOf(office: Office, held: Held): Situation<RuleRow> {
  return {
    called: held.e164,
    rules: rulesOf(office, held),
    people: new Map(office.members.map(member => [member.userId, personOf(member)])),
    ownerId: ownerOf(office),
    zone: office.home.zone,
    allowedCountries: office.home.allowedCountries,
  };
}
