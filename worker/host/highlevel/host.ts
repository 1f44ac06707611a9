import type { Ctx } from '../../context.ts';
import { HostError, type HostPort } from '../port.ts';
import type { Install } from './app.ts';
import * as search from './contact-search.ts';
import * as contacts from './contacts.ts';
import * as people from './people.ts';
import { addTimeline } from './timeline.ts';
import { speakingAs } from './token.ts';
import { tokenRow } from './token-store.ts';

/** HighLevel behind the port (H-1): each call as the location it is about, or as the company. */
export function highLevelHost(ctx: Ctx, install: Install): HostPort {
  const { companyId } = install;
  const as = <T>(locationId: string | null, call: (token: string) => Promise<T>) =>
    speakingAs(ctx, install, locationId, call);
  return {
    // Lists are of one company; those of locations name only where the app is installed.
    lists: { ofOneCompany: true, allLocations: false },
    createContact: contact => as(contact.locationId, token => contacts.createContact(install, token, contact)),
    readContact: of => as(of.locationId, token => contacts.readContact(install, token, of)),
    updateContact: (of, changes) => as(of.locationId, token => contacts.updateContact(install, token, of, changes)),
    addTags: (of, tags) => as(of.locationId, token => contacts.addTags(install, token, of, tags)),
    addTimeline: (of, entry) => as(of.locationId, token => addTimeline(install, token, of, entry)),
    contactsSince: (locationId, since) =>
      as(locationId, token => search.contactsSince(install, token, locationId, since)),
    contactPage: (locationId, cursor) =>
      as(locationId, token => search.contactPage(install, token, locationId, cursor)),
    userPage: (locationId, cursor) =>
      as(locationId, token => people.userPage(install, token, { companyId, locationId }, cursor)),
    // Single locations that installed for themselves know nothing of the others; each is told of by its own events.
    locationPage: async cursor =>
      (await tokenRow(ctx, { agencyId: install.agencyId, hostLocationId: '' }))
        ? as(null, token => people.locationPage(install, token, companyId, cursor))
        : { items: [], next: null },
    hasLocation: async id => {
      try {
        await as(null, token => people.readLocation(install, token, id));
        return true;
      } catch (cause) {
        if (cause instanceof HostError && [400, 404].includes(cause.status)) return false;
        throw cause;
      }
    },
  };
}
