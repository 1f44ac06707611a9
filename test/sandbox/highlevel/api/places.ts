import * as v from 'valibot';
import { living, nameOf, type User, worksAt } from '../records.ts';
import { locationItem, userItem } from '../wire.ts';
import { type Endpoint, endpoint } from './door.ts';
import { type ApiParts, mustSee } from './parts.ts';
import { Refusal } from './refusal.ts';
import { text, wholeNumber } from './shape.ts';

/** Locations, people, and the CRM's own phone numbers (to read only). */
export function placeEndpoints({ records }: ApiParts): Endpoint[] {
  const version = '2021-07-28' as const;
  const people = (companyId: string, locationId: string | undefined): User[] => {
    const location = locationId === undefined ? undefined : records.locations.get(locationId);
    return living(records.users.values())
      .filter(user => user.companyId === companyId && (!location || worksAt(user, location)))
      .sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
  };
  return [
    endpoint({
      ...{ method: 'GET', path: '/users/search', version, bearer: 'any', scope: 'users.readonly' },
      query: v.strictObject({
        companyId: text,
        locationId: v.optional(text),
        skip: v.optional(wholeNumber),
        limit: v.optional(v.pipe(wholeNumber, v.maxValue(100))),
        query: v.optional(v.string()),
      }),
      answer: ({ access, query }) => {
        if (query.companyId !== access.companyId) throw new Refusal(403, 'This is another company.');
        const locationId = query.locationId ?? access.locationId;
        if (locationId !== undefined) mustSee(records, access, locationId);
        const all = people(access.companyId, locationId);
        const { skip = 0, limit = 25 } = query;
        return { body: { users: all.slice(skip, skip + limit).map(userItem), count: all.length } };
      },
    }),
    endpoint({
      ...{ method: 'GET', path: '/users/', version, bearer: 'any', scope: 'users.readonly' },
      query: v.strictObject({ locationId: text }),
      answer: ({ access, query }) => {
        mustSee(records, access, query.locationId);
        return { body: { users: people(access.companyId, query.locationId).map(userItem) } };
      },
    }),
    endpoint({
      ...{ method: 'GET', path: '/users/:id', version, bearer: 'any', scope: 'users.readonly' },
      answer: ({ access, params }) => {
        const user = records.users.get(params.id ?? '');
        const location = access.locationId === undefined ? undefined : records.locations.get(access.locationId);
        if (!user || user.companyId !== access.companyId || (location && !worksAt(user, location)))
          throw new Refusal(400, 'User not found.');
        return { body: userItem(user) };
      },
    }),
    endpoint({
      ...{ method: 'GET', path: '/locations/search', version, bearer: 'company', scope: 'locations.readonly' },
      query: v.strictObject({
        companyId: v.optional(text),
        skip: v.optional(wholeNumber),
        limit: v.optional(wholeNumber),
        order: v.optional(v.picklist(['asc', 'desc'])),
        email: v.optional(text),
      }),
      answer: ({ access, query }) => {
        const { skip = 0, limit = 10 } = query;
        const all = living(records.locations.values()).filter(one => one.companyId === access.companyId);
        return { body: { locations: all.slice(skip, skip + limit).map(locationItem) } };
      },
    }),
    endpoint({
      ...{ method: 'GET', path: '/locations/:id', version, bearer: 'any', scope: 'locations.readonly' },
      answer: ({ access, params }) => {
        const location = records.locations.get(params.id ?? '');
        if (!location || location.deleted) throw new Refusal(404, 'Location not found.');
        return { body: { location: locationItem(mustSee(records, access, location.id)) } };
      },
    }),
    endpoint({
      ...{ method: 'GET', path: '/phone-system/numbers/location/:id', version },
      ...{ bearer: 'location', scope: 'phonenumbers.read' },
      query: v.strictObject({
        pageSize: v.optional(wholeNumber),
        page: v.optional(wholeNumber),
        searchFilter: v.optional(v.string()),
        skipNumberPool: v.optional(v.picklist(['true', 'false'])),
      }),
      answer: ({ access, params, query }) => {
        const location = mustSee(records, access, params.id ?? '');
        const number = location.phone && {
          phoneNumber: location.phone,
          friendlyName: location.name,
          sid: `PN${location.id}`,
          countryCode: location.country,
          capabilities: { voice: true, sms: true },
          type: 'local',
          isDefaultNumber: true,
          linkedRingAllUsers: [],
          isGroupConversationEnabled: false,
        };
        const { pageSize = 1000, page = 0 } = query;
        return {
          body: { numbers: number ? [number] : [], isUnderGhl: true, pageSize, page, accountStatus: 'active' },
        };
      },
    }),
    endpoint({
      ...{ method: 'GET', path: '/workflows/', version, bearer: 'location', scope: 'workflows.readonly' },
      query: v.strictObject({ locationId: text }),
      answer: ({ access, query }) => {
        mustSee(records, access, query.locationId);
        return { body: { workflows: [] } };
      },
    }),
  ];
}
