import type { Ctx } from '../context.ts';
import { type AuditRow, activityOf, type Names, namesOf } from './activity-store.ts';
import { actInWords } from './rules/sentence.ts';
import type { ActivityQuery } from './shape.ts';

const PAGE = 50;

const WHO: Record<Exclude<AuditRow['actorKind'], 'user'>, string> = {
  host: 'Your CRM',
  api_key: 'An API key',
  stripe: 'Stripe',
  twilio: 'Twilio',
  system: 'Trunkline',
};

/** Who did what in the agency, newest first. */
export async function listActivity(ctx: Ctx, agencyId: string, { cursor, ...filter }: ActivityQuery) {
  const rows = await activityOf(ctx, agencyId, filter, cursor, PAGE + 1);
  const page = rows.slice(0, PAGE);
  const names = await namesOf(ctx, agencyId, page);
  const last = page.at(-1);
  return { items: page.map(row => told(row, names)), next: rows.length > PAGE && last ? String(last.seq) : null };
}

/** A line of the audit as people read it. */
export function told(row: AuditRow, names: Names) {
  const { seq, at, act, entity, entityId, source, subAccountId, before, after } = row;
  const subAccount = subAccountId === null ? null : (names.places.get(subAccountId) ?? null);
  const sentence = actInWords({
    entity,
    act,
    subAccount: subAccount ?? (entity === 'sub_account' ? (names.places.get(entityId) ?? null) : null),
    e164: names.numbers.get(entityId) ?? null,
    person: names.people.get(entityId.split(':').at(-1) ?? '') ?? null,
    thing: names.things.get(entityId) ?? null,
    after,
  });
  return {
    ...{ seq, at, who: whoOf(row, names), source, act, sentence, entity, entityId },
    subAccount: subAccountId !== null && subAccount !== null ? { id: subAccountId, name: subAccount } : null,
    ...{ before, after },
  };
}

function whoOf({ actorKind, actorId }: AuditRow, names: Names): string {
  const key = names.keys.get(actorId);
  if (actorKind === 'api_key' && key !== undefined) return `API key ${key}`;
  return actorKind === 'user' ? (names.people.get(actorId) ?? 'Somebody who is gone') : WHO[actorKind];
}
