import type { HighlevelContext } from '../../context.ts';
import type { Acts } from '../acts.ts';
import type { Access, Grants } from '../grants.ts';
import type { Contact, Location, Records } from '../records.ts';
import { Refusal } from './refusal.ts';

export interface ApiParts {
  ctx: HighlevelContext;
  records: Records;
  grants: Grants;
  acts: Acts;
}

/** A location that this bearer may speak of. */
export function mustSee(records: Records, access: Access, locationId: string): Location {
  const location = records.locations.get(locationId);
  const isTheirs = access.locationId ? access.locationId === locationId : access.companyId === location?.companyId;
  if (!location || location.deleted || !isTheirs)
    throw new Refusal(403, 'The token does not have access to this location.');
  return location;
}

/** A contact of the bearer's location. */
export function mustFind(records: Records, access: Access, id: string): Contact {
  const contact = records.contacts.get(id);
  if (!contact || contact.deleted || contact.locationId !== access.locationId)
    throw new Refusal(400, 'Contact with id not found');
  return contact;
}
