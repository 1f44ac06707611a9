import { auditLine } from '../audit/store.ts';
import { type Ctx, stableId } from '../context.ts';
import { LostRace } from '../edge/db.ts';
import { callersFreed } from '../inbox/store/claim.ts';
import { parsePhone } from '../number/rules/phone.ts';
import { wordsOf } from './rules/words.ts';
import {
  contactDeletion,
  contactUpsert,
  type MirroredContact,
  phonesForgotten,
  phonesReplaced,
  wordsReplaced,
} from './store.ts';

/** A contact as the host describes it; phones may be typed in national format of the sub-account's country. */
export interface HostContact extends Omit<MirroredContact, 'id'> {
  phones: string[];
}

/** Keeps the index of contact phones (C-1). Phones that are none are left out; an older event changes nothing. */
export async function mirrorContact(ctx: Ctx, contact: HostContact, country: string): Promise<void> {
  const { phones, ...row } = contact;
  const e164s = phones.flatMap(typed => {
    const phone = parsePhone(typed, country);
    return phone.ok ? [phone.e164] : [];
  });
  const line = auditLine(ctx, {
    agencyId: row.agencyId,
    subAccountId: row.subAccountId,
    entity: 'contact',
    entityId: row.hostContactId,
    act: 'contact.mirrored',
    after: { owner: row.ownerHostUserId, phones: e164s.length },
  });
  await unlessStale(
    ctx.db.commit([
      contactUpsert(ctx, { ...row, id: await stableId('con', row.subAccountId, row.hostContactId) }),
      line,
      ...callersFreed(ctx, row, e164s, row.ownerHostUserId !== null),
      ...phonesReplaced(ctx, row.subAccountId, row.hostContactId, e164s),
      ...wordsReplaced(ctx, row.subAccountId, row.hostContactId, wordsOf(row.name)),
    ]),
  );
}

export async function forgetContact(
  ctx: Ctx,
  of: { agencyId: string; subAccountId: string; hostContactId: string; at: number },
): Promise<void> {
  const line = auditLine(ctx, {
    agencyId: of.agencyId,
    subAccountId: of.subAccountId,
    entity: 'contact',
    entityId: of.hostContactId,
    act: 'contact.deleted',
  });
  await unlessStale(
    ctx.db.commit([
      contactDeletion(ctx, of.subAccountId, of.hostContactId, of.at),
      line,
      phonesForgotten(ctx, of.subAccountId, of.hostContactId),
      ...wordsReplaced(ctx, of.subAccountId, of.hostContactId, []),
    ]),
  );
}

/** An update that found nothing older than itself is stale: the row already says something newer. */
export async function unlessStale(commit: Promise<unknown>): Promise<void> {
  try {
    await commit;
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
  }
}
