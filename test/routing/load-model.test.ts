import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import * as schema from '../../schema/index.ts';
import { insertMany } from '../../worker/edge/many.ts';
import { load } from '../../worker/routing/load.ts';
import { decide } from '../../worker/routing/rules/decide.ts';
import type { Facts, Inbound, NumberFacts } from '../../worker/routing/rules/facts.ts';
import { type TestCtx, testContext } from '../support/context.ts';
import { plainFacts, plainlyKnown } from './plain-facts.ts';
import { CALLERS, NOW, OURS, PASSED_ON, SID, type World } from './world.ts';
import { worlds } from './worlds.ts';

let ctx: TestCtx;
beforeAll(async () => {
  ctx = (await testContext()).at(NOW);
});

const TABLES: [keyof World, SQLiteTable][] = [
  ['agencies', schema.agency],
  ['subAccounts', schema.subAccount],
  ['users', schema.user],
  ['memberships', schema.membership],
  ['settings', schema.staffSetting],
  ['numbers', schema.number],
  ['assignments', schema.assignment],
  ['companies', schema.companyNumber],
  ['rules', schema.unknownRule],
  ['agents', schema.agent],
  ['contacts', schema.contact],
  ['phones', schema.contactPhone],
  ['calls', schema.call],
  ['legs', schema.callLeg],
  ['slots', schema.callSlot],
];

async function become(world: World): Promise<void> {
  const emptied = TABLES.map(([, table]) => ctx.db.read.delete(table));
  const filled = TABLES.flatMap(([name, table]) => (world[name].length ? [insertMany(table, world[name])] : []));
  await ctx.db.commit([...emptied, ...filled]);
}

const inbounds: fc.Arbitrary<Inbound> = fc
  .tuple(
    fc.constantFrom(...Array(5).fill(OURS[0]), ...OURS, '+12129999999', ''),
    fc.constantFrom(...Array(4).fill(CALLERS[0]), ...CALLERS),
    fc.constantFrom(...PASSED_ON),
  )
  .map(([to, from, forwardedFrom]) => ({ to, from, ...(forwardedFrom && { forwardedFrom }) }));

/** Without what the order, or who is no part of it, leaves open: people and numbers passed on to are compared one by one. */
function comparable({ contacts, hops: _, people: __, agent, slot, dialling, ...rest }: Facts) {
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  const { wiredTo } = rest.number ?? {};
  const wired = { ...(wiredTo === 'agent' && { agent }), ...(wiredTo === 'company' && { slot }) };
  return { ...rest, ...wired, contacts: [...contacts].sort(byId), isComingBack: dialling !== null };
}

/** The people and numbers that were loaded are, each, as the plain reading has them. */
function among(loaded: Facts, plain: Facts) {
  const peopleIn = (some: NumberFacts, all: NumberFacts) => {
    for (const person of (some.assignment && some.people) || []) expect(all.people).toContainEqual(person);
  };
  peopleIn(loaded, plain);
  for (const hop of loaded.hops ?? []) {
    const same = plain.hops?.find(one => one.number?.id === hop.number?.id);
    const isAgents = hop.number?.wiredTo === 'agent';
    expect({ ...hop, people: [], agent: isAgents ? hop.agent : null }).toEqual({ ...same, people: [] });
    peopleIn(hop, same ?? hop);
  }
}

test('C-1 T-1 R-4 R-12 R-13 whatever is in the database, the one round trip finds what a plain reading finds, and decides the same', async () => {
  const property = fc.asyncProperty(worlds, inbounds, fc.boolean(), async (world, inbound, takeSlot) => {
    await become(world);
    const plain = plainFacts(world, inbound, takeSlot);
    const { facts, known } = await load(ctx, SID, inbound, { takeSlot });
    expect(known).toEqual(plainlyKnown(world, inbound));
    expect(comparable(facts)).toEqual(comparable(plain));
    among(facts, plain);
    const facing = { ...plain, dialling: facts.dialling ?? null };
    for (const kind of ['call', 'text'] as const) {
      expect(decide({ ...inbound, kind }, facts, NOW)).toEqual(decide({ ...inbound, kind }, facing, NOW));
    }
  });
  // On a busy machine fewer worlds rather than more time.
  await fc.assert(property, { numRuns: 250, interruptAfterTimeLimit: 2500 });
}, 30_000);
