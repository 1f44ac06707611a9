import { isLive } from '../assignment/rules/live.ts';
import { type Office, personOf, situationOf } from '../company-number/load.ts';
import { passage } from '../company-number/passage.ts';
import { comingBack } from '../company-number/rules/loop.ts';
import { allowedHere, heldNumbers, homeOf, membersHere, rulesHere } from '../company-number/store.ts';
import type { Ctx } from '../context.ts';
import { notFound } from '../problem.ts';
import type { Place } from '../staff/store.ts';
import { healthOf } from './rules/health.ts';
import type { HealthItem } from './rules/item.ts';
import { contactsByOwner, triesByTarget } from './store.ts';

/** what would fail before it fails, and where calls would go round in circles. */
export async function routingHealth(ctx: Ctx, place: Place): Promise<{ items: HealthItem[] }> {
  const [homes, numbers, rules, allowed, members, owned, tries] = await ctx.db.read.batch([
    homeOf(ctx, place),
    heldNumbers(ctx, place),
    rulesHere(ctx, place),
    allowedHere(ctx, place),
    membersHere(ctx, place),
    contactsByOwner(ctx, place),
    triesByTarget(ctx, place),
  ]);
  const [home] = homes;
  if (!home) throw notFound('sub-account');
  const office = { home, numbers, rules: rules.map(row => row.rule), allowed, members };
  const userIds = new Map(members.map(member => [member.hostUserId, member.userId]));
  const live = numbers.filter(held => isLive(held, ctx.now)).map(held => numberFacts(office, held));
  const passed = await passage(ctx, place.agencyId, live.flatMap(targetsOf));
  const facts = {
    people: members.map(personOf),
    numbers: live.map(one => ({ ...one, comesBackBy: comingBack(one.e164, targetsOf(one), passed) })),
    voicemail: home.voicemail,
    contacts: new Map(owned.map(({ hostUserId, count }) => [userIds.get(hostUserId ?? '') ?? '', count])),
    orphans: owned
      .filter(({ hostUserId, isAgencys }) => !userIds.has(hostUserId ?? '') && !isAgencys)
      .reduce((sum, { count }) => sum + count, 0),
    tries,
    allowedCountries: home.allowedCountries,
  };
  return { items: healthOf(facts, ctx.now) };
}

function numberFacts(office: Office, held: Office['numbers'][number]) {
  return {
    ...held,
    agent: agentOf(held),
    forwardTo: held.forwardTo ?? office.home.forwardTo,
    situation: held.wiredTo === 'company' ? situationOf(office, held) : null,
  };
}

function agentOf({ wiredAgentId: id, wiredAgentName, wiredAgentEndpoint, wiredAgentCheck }: Office['numbers'][number]) {
  if (!id) return null;
  const hasFailed = wiredAgentCheck?.state === 'failed';
  return { id, name: wiredAgentName ?? '', endpoint: wiredAgentEndpoint, hasFailed };
}

/** Everywhere a number's calls are passed on to, E.164. */
function targetsOf({ forwardTo, situation }: ReturnType<typeof numberFacts>): string[] {
  const rules = (situation?.rules ?? []).filter(rule => rule.enabled || rule.isDefault);
  return [
    ...(forwardTo ? [forwardTo] : []),
    ...rules.flatMap(({ action }) => (action.kind === 'number' ? [action.e164] : [])),
  ];
}
