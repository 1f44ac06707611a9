import { auditLine } from '../../audit/store.ts';
import { wordsOf } from '../../contact/rules/words.ts';
import { type Ctx, stableId } from '../../context.ts';
import { jsonText } from '../../edge/well-formed.ts';
import { callersFreed } from '../../inbox/store/claim.ts';
import { parsePhone } from '../../number/rules/phone.ts';
import type { HostContactRecord, HostPage } from '../port.ts';
import {
  contactsGone,
  contactsSeen,
  contactsUpserted,
  indexReplaced,
  keptContacts,
  knownContacts,
  type PageContact,
  unseenContacts,
} from './contact-store.ts';
import { difference, type Listed } from './rules/difference.ts';
import { moveOn, type Step, type SyncRow } from './sync-store.ts';

/** A page of any size is kept in batches of so many. */
const BATCH = 500;
/** In so many, one look for those that are gone costs nothing. */
const FEW = 1000;
/** So many are not gone all at once. */
const MANY = 10;

/** The list named nobody where many are known. */
export class Unbelievable extends Error {}

/** Keeps one page of a sub-account's contacts, and moves the run on, in one batch (C-1, H-5). */
export async function keepContacts(
  ctx: Ctx,
  row: SyncRow,
  country: string,
  page: HostPage<HostContactRecord>,
): Promise<Step> {
  // What the host calls deleted is not seen, and goes with what it does not name at all.
  const listed = page.items.filter(({ isDeleted }) => !isDeleted).map(record => listedOf(record, country));
  const kept = await keptContacts(
    ctx,
    row,
    listed.map(({ hostContactId }) => hostContactId),
  );
  const { changed, same } = difference(listed, kept);
  const isLast = page.next === null;
  const all = row.done + listed.length;
  // A list that names nobody where many are known is a mistake of the host's, and no reason to forget them.
  if (isLast && all === 0 && (await hasMany(ctx, row))) throw new Unbelievable('the CRM’s list of contacts came empty');
  const step: Step = {
    ...(isLast ? { phase: 'sweeping', cursor: null } : { phase: 'listing', cursor: page.next }),
    ...{ done: page.items.length, changed: changed.length, total: page.total },
  };
  const news = await Promise.all(changed.map(one => pageContact(ctx, row, one)));
  const after = { contacts: changed.length, run: row.runId };
  return moveOn(
    ctx,
    row,
    step,
    [...contactsSeen(row, same), ...inBatches(news).flatMap(batch => keeping(ctx, row, batch))],
    // Loses the race, and takes the batch with it, where another job was first.
    changed.length ? [line(ctx, row, 'contacts_mirrored', after)] : [],
    // Few are looked over at once for any that are gone.
    isLast && all <= FEW,
  );
}

async function hasMany(ctx: Ctx, { subAccountId }: SyncRow): Promise<boolean> {
  return (await knownContacts(ctx, subAccountId, MANY + 1)) > MANY;
}

function keeping(ctx: Ctx, row: SyncRow, batch: readonly PageContact[]) {
  const page = jsonText(batch);
  const phonesOf = (isOwned: boolean) => [
    ...new Set(batch.filter(one => (one.owner !== null) === isOwned).flatMap(({ phones }) => phones)),
  ];
  return [
    contactsUpserted(row, page),
    ...callersFreed(ctx, row, phonesOf(true), true),
    ...callersFreed(ctx, row, phonesOf(false), false),
    ...indexReplaced(row, page),
  ];
}

/** Removes some of the contacts that the run has not seen; none left ends it. */
export async function sweepContacts(ctx: Ctx, row: SyncRow): Promise<Step> {
  const unseen = await unseenContacts(ctx, row, BATCH);
  if (!unseen.length) return moveOn(ctx, row, { phase: 'done', cursor: null }, []);
  const step: Step = { phase: 'sweeping', cursor: unseen.at(-1)?.hostContactId ?? null, gone: unseen.length };
  const ids = unseen.map(({ id }) => id);
  const gone = line(ctx, row, 'contacts_gone', { contacts: ids.length, run: row.runId });
  return moveOn(ctx, row, step, contactsGone(ctx, row, ids), [gone]);
}

function listedOf(record: HostContactRecord, country: string): Listed {
  const { id, name, ownerId, source, createdAt, updatedAt, phones } = record;
  const e164s = phones.flatMap(typed => {
    const phone = parsePhone(typed, country);
    return phone.ok ? [phone.e164] : [];
  });
  return {
    ...{ hostContactId: id, name, ownerHostUserId: ownerId, source: source?.trim() || null },
    ...{ createdAt, updatedAt, phones: e164s },
  };
}

async function pageContact(ctx: Ctx, { subAccountId }: SyncRow, one: Listed): Promise<PageContact> {
  return {
    id: await stableId('con', subAccountId, one.hostContactId),
    host: one.hostContactId,
    name: one.name,
    owner: one.ownerHostUserId,
    source: one.source,
    created: one.createdAt ?? ctx.now,
    updated: one.updatedAt ?? ctx.now,
    phones: one.phones,
    words: wordsOf(one.name),
  };
}

function inBatches<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / BATCH) }, (_, n) => all.slice(n * BATCH, (n + 1) * BATCH));
}

function line(ctx: Ctx, { agencyId, subAccountId, id }: SyncRow, act: string, after: unknown) {
  return auditLine(ctx, { agencyId, subAccountId, entity: 'host_sync', entityId: id, act, after });
}
