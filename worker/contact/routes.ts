import { Hono } from 'hono';
import * as v from 'valibot';
import { allow, insideSubAccount } from '../tenancy/allow.ts';
import { type SignedIn, valid } from '../wire.ts';
import { searchContacts } from './search.ts';

const Search = v.object({ q: v.optional(v.pipe(v.string(), v.maxLength(100, 'Use at most 100 characters.')), '') });

/** Contacts to choose from when a caller is associated (U-7). */
export const contactRoutes = new Hono<SignedIn>().get('/contacts', valid('query', Search), async c => {
  const person = c.get('person');
  const place = { agencyId: person.agencyId, subAccountId: insideSubAccount(person) };
  allow(person, 'inbox.act');
  return c.json(await searchContacts(c.get('ctx'), place, c.req.valid('query').q));
});
