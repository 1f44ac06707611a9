import type { Ctx } from '../context.ts';
import { parsePhone } from '../number/rules/phone.ts';
import { invalid, notFound } from '../problem.ts';
import { load } from '../routing/load.ts';
import { decide } from '../routing/rules/decide.ts';
import type { Facts } from '../routing/rules/facts.ts';
import { stepWords } from './rules/words.ts';
import type { Explain } from './shape.ts';
import { heldNumber, type Tenant } from './store.ts';

/** L-4: what would happen to a call or text from somebody at a time, by the same decision. Nothing is sent or stored. */
export async function explain(ctx: Ctx, tenant: Tenant, asked: Explain) {
  const { first: _, ...said } = await foresee(ctx, tenant, asked);
  return said;
}

/** The same, with the first step as data (W-2). */
export async function foresee(ctx: Ctx, tenant: Tenant, asked: Explain) {
  const number = await heldNumber(ctx, tenant, asked.numberId);
  if (!number) throw notFound('number');
  const now = asked.at ?? ctx.now;
  const inbound = { kind: asked.kind, from: callerOf(asked.from, number.country), to: number.e164 };
  const { facts } = await load({ db: ctx.db, now }, '', inbound);
  const { outcome, steps, trace, contact } = decide(inbound, { ...facts, dialling: null }, now);
  const names = namesIn(facts);
  const said = steps.map(step => ({
    kind: step.kind,
    sentence: stepWords(step, userId => names.get(userId) ?? 'somebody who left'),
  }));
  return { outcome, sentence: said[0]?.sentence ?? '', steps: said, trace, contact, first: steps[0] };
}

/** Empty: the caller withholds their number. */
function callerOf(typed: string, country: string): string {
  if (!typed.trim()) return 'anonymous';
  const phone = parsePhone(typed, country);
  if (!phone.ok) throw invalid([{ field: 'from', message: phone.sentence }]);
  return phone.e164;
}

function namesIn({ directUser, people = [], contacts, hops = [] }: Facts): Map<string, string> {
  const everybody = [
    directUser,
    ...people,
    ...contacts.map(contact => contact.owner),
    ...hops.flatMap(hop => [hop.directUser, ...(hop.people ?? [])]),
  ];
  return new Map(everybody.flatMap(person => (person ? [[person.userId, person.name] as const] : [])));
}
