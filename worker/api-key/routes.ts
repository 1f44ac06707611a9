import { Hono } from 'hono';
import { allow } from '../tenancy/allow.ts';
import { type SignedIn, valid } from '../wire.ts';
import { listKeys, makeKey, revokeKey } from './keys.ts';
import { NewKey } from './shape.ts';
import type { KeyPlace } from './store.ts';

/** API keys of the sub-account, or in the agency's view the agency's own (W-4). */
export const apiKeyRoutes = new Hono<SignedIn>()
  .get('/keys', async c => c.json(await listKeys(c.get('ctx'), placeOf(c.get('person')))))
  .post('/keys', valid('json', NewKey), async c =>
    c.json(await makeKey(c.get('ctx'), placeOf(c.get('person')), c.req.valid('json')), 201),
  )
  .delete('/keys/:id', async c => {
    await revokeKey(c.get('ctx'), placeOf(c.get('person')), c.req.param('id'));
    return c.json({});
  });

function placeOf(person: SignedIn['Variables']['person']): KeyPlace {
  allow(person, 'keys.edit');
  return { agencyId: person.agencyId, subAccountId: person.subAccountId ?? null };
}
