import { phonesKnown } from '../../contact/store.ts';
import type { Ctx } from '../../context.ts';
import { type HostContactRecord, HostError } from '../port.ts';
import type { Install } from './app.ts';
import { findContact, recordOf } from './contact-search.ts';
import type { Contact } from './shape.ts';
import { speakingAs } from './token.ts';

/** What a search found that much older than the event is what the search has not caught up with. */
const LAG_MS = 60_000;

/**
 * A contact as the host has it now. Its events leave the further phones out, so that it is looked up; an import of very
 * many brings more events than the host lets us ask questions, and then the event is believed and the phones we know are
 * kept until the night's sync.
 * @param subAccountId where we keep it, if we do
 * @param at when the event happened
 */
export async function contactNow(
  ctx: Ctx,
  install: Install,
  locationId: string,
  told: Contact,
  subAccountId: string | undefined,
  at: number,
): Promise<HostContactRecord> {
  const of = { locationId, id: told.id };
  try {
    const found = await speakingAs(ctx, install, locationId, token => findContact(install, token, of));
    if (found && (found.updatedAt ?? at) >= at - LAG_MS) return found;
    if (found) return { ...recordOf(told), phones: phonesOf(told, found.phones.slice(1)), updatedAt: at };
  } catch (cause) {
    if (!(cause instanceof HostError) || !isTooFast(cause)) throw cause;
    ctx.log.info('host.event_believed', { contactId: told.id });
  }
  const known = subAccountId ? await phonesKnown(ctx, subAccountId, told.id) : [];
  return { ...recordOf(told), phones: phonesOf(told, known), updatedAt: at };
}

function phonesOf(told: Contact, more: readonly string[]): string[] {
  return [...new Set([...recordOf(told).phones, ...more])];
}

function isTooFast(cause: HostError): boolean {
  return cause.status === 429;
}
