import { Hono } from 'hono';
import { allow, insideSubAccount } from '../tenancy/allow.ts';
import { type SignedIn, valid } from '../wire.ts';
import { placeCall } from './place-call.ts';
import { sendText } from './send-text.ts';
import { listSenders } from './senders.ts';
import { PlaceCall, SendText } from './shape.ts';
import type { Place } from './store.ts';

/** Texts and calls that people send and place (O-1, O-3). */
export const outboundRoutes = new Hono<SignedIn>()
  .get('/senders', async c => {
    const { userId, ...place } = mine(c.get('person'));
    return c.json({ items: await listSenders(c.get('ctx'), place, userId) });
  })
  .post('/texts', valid('json', SendText), async c => {
    const order = { ...mine(c.get('person')), ...c.req.valid('json'), kind: 'manual' as const };
    return c.json(await sendText(c.get('ctx'), order));
  })
  .post('/outbound-calls', valid('json', PlaceCall), async c =>
    c.json(await placeCall(c.get('ctx'), { ...mine(c.get('person')), ...c.req.valid('json') })),
  );

/** Who acts, and where (T-2). */
function mine(person: SignedIn['Variables']['person']): Place & { userId: string } {
  const subAccountId = insideSubAccount(person);
  allow(person, 'inbox.act');
  return { agencyId: person.agencyId, subAccountId, userId: person.userId };
}
