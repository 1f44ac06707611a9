import { phonesKnown } from '../../contact/store.ts';
import type { Ctx } from '../../context.ts';
import { type HostContactRecord, HostError } from '../port.ts';
import type { Install } from './app.ts';
import { findContact, recordOf } from './contact-search.ts';
import type { Contact } from './shape.ts';
import { speakingAs } from './token.ts';

/** What a search found that much older than the event is what the search has not caught up with. */
const LAG_MS = 60_000;

/** Where we keep it, if we do, and of an event its time and whether this is the last attempt. */
interface Told {
  subAccountId: string | undefined;
  at: number;
  last: boolean;
}

/**
 * A contact as the host has it now. Its events leave the further phones out, so that it is looked up. Where that cannot be
 * done (an import of very many brings more events than we may ask questions; or the connection has ended) the event is
 * believed, and the phones we know are kept until the night's sync.
 */
export async function contactNow(
  ctx: Ctx,
  install: Install,
  locationId: string,
  told: Contact,
  { subAccountId, at, last }: Told,
): Promise<HostContactRecord> {
  const of = { locationId, id: told.id };
  try {
    const found = await speakingAs(ctx, install, locationId, token => findContact(install, token, of));
    if (found && (found.updatedAt ?? at) >= at - LAG_MS) return found;
    if (found) return { ...recordOf(told), phones: phonesOf(told, found.phones.slice(1)), updatedAt: at };
  } catch (cause) {
    if (!(cause instanceof HostError) || !(last || NO_ANSWER.includes(cause.status))) throw cause;
    ctx.log.info('host.event_believed', { contactId: told.id, why: cause.message });
  }
  const known = subAccountId ? await phonesKnown(ctx, subAccountId, told.id) : [];
  return { ...recordOf(told), phones: phonesOf(told, known), updatedAt: at };
}

/** Asking again would come to the same for as long as an event is tried. */
const NO_ANSWER = [401, 429];

function phonesOf(told: Contact, more: readonly string[]): string[] {
  return [...new Set([...recordOf(told).phones, ...more])];
}
