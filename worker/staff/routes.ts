import { Hono } from 'hono';
import type { Person } from '../context.ts';
import { notFound } from '../problem.ts';
import { allow, insideSubAccount } from '../tenancy/allow.ts';
import type { Action } from '../tenancy/rules/permission.ts';
import { type SignedIn, valid } from '../wire.ts';
import { callForGreeting } from './call-for-greeting.ts';
import { changeSettings } from './change-settings.ts';
import { readForwarding } from './forwarding.ts';
import { giveNumber } from './give-number.ts';
import { listStaff, mySettings, personIn, staffItem } from './read.ts';
import { setDefaultForwarding, setForwarding } from './set-forwarding.ts';
import { setVoicemail } from './set-voicemail.ts';
import { ChangeSettings, GiveNumber, RecordGreeting, SetForwarding, SetVoicemail } from './shape.ts';
import type { Place } from './store.ts';

/** The sub-account the person may do this in, or a refusal. */
function placeFor(person: Person, action: Action): Place {
  const subAccountId = insideSubAccount(person);
  allow(person, action);
  return { agencyId: person.agencyId, subAccountId };
}

/** My Staff, My call settings and Call forwarding (S-1, S-2, S-4). */
export const staffRoutes = new Hono<SignedIn>()
  .get('/staff', async c => c.json(await listStaff(c.get('ctx'), placeFor(c.get('person'), 'staff.edit'))))
  .patch('/staff/:userId', valid('json', ChangeSettings), async c => {
    const place = placeFor(c.get('person'), 'staff.edit');
    await changeSettings(c.get('ctx'), place, c.req.param('userId'), c.req.valid('json'));
    return c.json(staffItem(await personIn(c.get('ctx'), place, c.req.param('userId'))));
  })
  .put('/staff/:userId/direct-number', valid('json', GiveNumber), async c => {
    const place = placeFor(c.get('person'), 'staff.edit');
    await giveNumber(c.get('ctx'), place, c.req.param('userId'), c.req.valid('json'));
    return c.json(staffItem(await personIn(c.get('ctx'), place, c.req.param('userId'))));
  })
  .get('/my-settings', async c => {
    const { userId } = c.get('person');
    return c.json(await mySettings(c.get('ctx'), placeFor(c.get('person'), 'my-settings.edit'), userId));
  })
  .patch('/my-settings', valid('json', ChangeSettings), async c => {
    const place = placeFor(c.get('person'), 'my-settings.edit');
    const { userId } = c.get('person');
    await changeSettings(c.get('ctx'), place, userId, c.req.valid('json'));
    return c.json(await mySettings(c.get('ctx'), place, userId));
  })
  .post('/my-settings/greeting-call', valid('json', RecordGreeting), async c => {
    const place = placeFor(c.get('person'), 'my-settings.edit');
    const { userId } = c.get('person');
    return c.json(await callForGreeting(c.get('ctx'), place, userId, c.req.valid('json').requestId));
  })
  .get('/forwarding', async c =>
    c.json(await readForwarding(c.get('ctx'), placeFor(c.get('person'), 'forwarding.edit'))),
  )
  .put('/forwarding', valid('json', SetForwarding), async c => {
    const place = placeFor(c.get('person'), 'forwarding.edit');
    await setDefaultForwarding(c.get('ctx'), place, c.req.valid('json').forwardTo);
    return c.json(await readForwarding(c.get('ctx'), place));
  })
  .put('/forwarding/voicemail', valid('json', SetVoicemail), async c => {
    const place = placeFor(c.get('person'), 'forwarding.edit');
    await setVoicemail(c.get('ctx'), place, c.req.valid('json'));
    return c.json(await readForwarding(c.get('ctx'), place));
  })
  .put('/forwarding/:numberId', valid('json', SetForwarding), async c => {
    const place = placeFor(c.get('person'), 'forwarding.edit');
    await setForwarding(c.get('ctx'), place, c.req.param('numberId'), c.req.valid('json').forwardTo);
    const { numbers } = await readForwarding(c.get('ctx'), place);
    const item = numbers.find(number => number.numberId === c.req.param('numberId'));
    if (!item) throw notFound('number');
    return c.json(item);
  });
