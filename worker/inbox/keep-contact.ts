import { auditLine } from '../audit/store.ts';
import { wordsOf } from '../contact/rules/words.ts';
import {
  contactKept,
  contactUpsert,
  idByHost,
  phonesKeptHere,
  phonesReplaced,
  wordsReplaced,
} from '../contact/store.ts';
import { timelineEffect } from '../contact/timeline.ts';
import { type Ctx, stableId } from '../context.ts';
import { LostRace, type Statement } from '../edge/db.ts';
import type { HostContactRecord } from '../host/port.ts';
import { commitWith } from '../notification/commit.ts';
import type { KeyedEffect } from '../notification/rules/effect.ts';
import { parsePhone } from '../number/rules/phone.ts';
import { recordsBelong } from './store/belong.ts';
import { callersFreed } from './store/claim.ts';
import type { InboxRecord, Place } from './store/records.ts';
import type { Thread } from './thread.ts';

/** What came before goes on the new contact's timeline, so many at most. */
const MOST_TOLD = 50;

/**
 * Keeps a contact that the host has just made or changed: what came from the caller belongs to it, the claim ends, and
 * its timeline in the host gets what came before (C-2, C-3, U-8).
 */
export async function keepContact(
  ctx: Ctx,
  place: Place,
  { caller, records }: Thread,
  record: HostContactRecord,
  country: string,
): Promise<{ id: string; name: string }> {
  const { subAccountId } = place;
  const id = (await idByHost(ctx, subAccountId, record.id)) ?? (await stableId('con', subAccountId, record.id));
  const { name, source, ownerId } = record;
  const row = {
    ...{ ...place, id, name, source },
    hostContactId: record.id,
    ownerHostUserId: ownerId,
    createdAt: record.createdAt ?? ctx.now,
    updatedAt: record.updatedAt ?? ctx.now,
  };
  const phones = record.phones.flatMap(typed => {
    const phone = parsePhone(typed, country);
    return phone.ok ? [phone.e164] : [];
  });
  const line = auditLine(ctx, {
    ...place,
    entity: 'contact',
    entityId: id,
    act: 'contact.associated',
    after: { caller },
  });
  const belongs = [...callersFreed(ctx, place, [caller], ownerId !== null), ...recordsBelong(ctx, place, caller, id)];
  const mirrored = [
    ...phonesReplaced(ctx, subAccountId, record.id, phones),
    ...phonesKeptHere(ctx, subAccountId, record.id, record.onlyHere ?? []),
    ...wordsReplaced(ctx, subAccountId, record.id, wordsOf(name)),
  ];
  const effects = timelineOf(place, id, records);
  const commit = (statements: Statement[]) => commitWith(ctx, place.agencyId, statements, effects);
  try {
    await commit([contactUpsert(ctx, row), line, ...belongs, ...mirrored]);
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
    // A newer event about this contact was here first; what it says of the contact stands.
    await commit([contactKept(ctx, subAccountId, record.id), line, ...belongs]);
  }
  return { id, name };
}

/** Those that had no contact when they came, oldest first. */
function timelineOf(place: Place, contactId: string, records: readonly InboxRecord[]): KeyedEffect[] {
  return records
    .filter(record => record.contactId === null && record.status !== 'in_progress')
    .slice(0, MOST_TOLD)
    .reverse()
    .flatMap(record =>
      timelineEffect({
        ...place,
        contactIds: [contactId],
        key: `${record.kind}:${record.id}`,
        kind: record.kind,
        direction: record.direction,
        at: record.at,
        from: record.from,
        to: record.to,
        status: record.status,
        ...(record.durationS !== null && { durationS: record.durationS }),
        ...(record.body && { body: record.body }),
        ...(record.person && { userId: record.person.id }),
      }),
    );
}
