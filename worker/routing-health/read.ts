import { isLive } from '../assignment/rules/live.ts';
import { personOf, situationOf } from '../company-number/load.ts';
import { allowedHere, heldNumbers, homeOf, membersHere, rulesHere } from '../company-number/store.ts';
import type { Ctx } from '../context.ts';
import { notFound } from '../problem.ts';
import type { Place } from '../staff/store.ts';
import { healthOf } from './rules/health.ts';
import type { HealthItem } from './rules/item.ts';
import { contactsByOwner, triesByTarget } from './store.ts';

/** what would fail before it fails, read in one round trip. */
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
  const facts = {
    people: members.map(personOf),
    numbers: numbers
      .filter(held => isLive(held, ctx.now))
      .map(held => ({
        ...held,
        agent: held.wiredAgentId ? { name: held.wiredAgentName ?? '', endpoint: held.wiredAgentEndpoint } : null,
        forwardTo: held.forwardTo ?? home.forwardTo,
        situation: held.wiredTo === 'company' ? situationOf(office, held) : null,
      })),
    voicemail: home.voicemail,
    contacts: new Map(owned.map(({ hostUserId, count }) => [userIds.get(hostUserId ?? '') ?? '', count])),
    tries,
    allowedCountries: home.allowedCountries,
  };
  return { items: healthOf(facts, ctx.now) };
}
