import { Hono } from 'hono';
import type { Person } from '../context.ts';
import { listSenders } from '../outbound/senders.ts';
import { allow, insideSubAccount } from '../tenancy/allow.ts';
import { type SignedIn, valid } from '../wire.ts';
import { claimFirst, free } from './claim.ts';
import { listInbox } from './list.ts';
import { addContact, associate } from './make-contact.ts';
import { callBack, textBack } from './reply.ts';
import { AddContact, Associate, CallBack, ListInbox, OpenThread, Reply } from './shape.ts';
import type { Place } from './store/records.ts';
import { readThread, viewerOf } from './thread.ts';

/** The inbox the person may use, or a refusal. */
function inboxOf(person: Person): Place {
  const subAccountId = insideSubAccount(person);
  allow(person, 'inbox.act');
  return { agencyId: person.agencyId, subAccountId };
}

/** Missed calls, texts and voicemail, and acting on them (U-6 to U-9). */
export const inboxRoutes = new Hono<SignedIn>()
  .get('/inbox', valid('query', ListInbox), async c => {
    const { view, cursor } = c.req.valid('query');
    const person = c.get('person');
    return c.json(await listInbox(c.get('ctx'), inboxOf(person), viewerOf(person), view, cursor));
  })
  .get('/inbox/:key', valid('query', OpenThread), async c => {
    const person = c.get('person');
    const place = inboxOf(person);
    const { cursor } = c.req.valid('query');
    const [thread, senders] = await Promise.all([
      readThread(c.get('ctx'), place, viewerOf(person), c.req.param('key'), cursor),
      listSenders(c.get('ctx'), place, person.userId),
    ]);
    return c.json({ ...thread, senders });
  })
  .post('/inbox/:key/claim', async c => {
    const person = c.get('person');
    const place = inboxOf(person);
    await claimFirst(c.get('ctx'), place, viewerOf(person), c.req.param('key'));
    return c.json(await readThread(c.get('ctx'), place, viewerOf(person), c.req.param('key'), undefined));
  })
  .post('/inbox/:key/free', async c => {
    const person = c.get('person');
    const place = inboxOf(person);
    allow(person, 'inbox.free');
    await free(c.get('ctx'), place, viewerOf(person), c.req.param('key'));
    return c.json({});
  })
  .post('/inbox/:key/contact', valid('json', AddContact), async c => {
    const person = c.get('person');
    const place = inboxOf(person);
    return c.json(
      await addContact(c.get('ctx'), place, viewerOf(person), c.req.param('key'), c.req.valid('json')),
      201,
    );
  })
  .post('/inbox/:key/associate', valid('json', Associate), async c => {
    const person = c.get('person');
    const place = inboxOf(person);
    const { contactId } = c.req.valid('json');
    return c.json(await associate(c.get('ctx'), place, viewerOf(person), c.req.param('key'), contactId));
  })
  .post('/inbox/:key/text', valid('json', Reply), async c => {
    const person = c.get('person');
    const place = inboxOf(person);
    return c.json(await textBack(c.get('ctx'), place, viewerOf(person), c.req.param('key'), c.req.valid('json')));
  })
  .post('/inbox/:key/call', valid('json', CallBack), async c => {
    const person = c.get('person');
    const place = inboxOf(person);
    return c.json(await callBack(c.get('ctx'), place, viewerOf(person), c.req.param('key'), c.req.valid('json')));
  });
