import { Hono } from 'hono';
import type { Person } from '../context.ts';
import type { Place } from '../staff/store.ts';
import { allow, insideSubAccount } from '../tenancy/allow.ts';
import { type SignedIn, valid, type Wired } from '../wire.ts';
import { bulk } from './bulk.ts';
import { downloadResult, linkToResult } from './export.ts';
import { levelNumbers, listUnits, readProgram, readUnit, viewAssignments } from './read.ts';
import { addProgram, changeProgram, removeProgram } from './save-program.ts';
import { addUnit, removeUnit, renameUnit } from './save-unit.ts';
import { setPurpose } from './set-purpose.ts';
import {
  BulkRequest,
  LevelNumbersQuery,
  ProgramBody,
  ProgramChange,
  PurposeChange,
  UnitBody,
  ViewAssignmentsQuery,
} from './shape.ts';

function placeFor(person: Person): Place {
  const subAccountId = insideSubAccount(person);
  allow(person, 'levels.edit');
  return { agencyId: person.agencyId, subAccountId };
}

/** A sub-account's units and programs, the numbers on them, and what those call for (N-5 to N-9). */
export const levelRoutes = new Hono<SignedIn>()
  .get('/units', async c => c.json(await listUnits(c.get('ctx'), placeFor(c.get('person')))))
  .post('/units', valid('json', UnitBody), async c =>
    c.json(await addUnit(c.get('ctx'), placeFor(c.get('person')), c.req.valid('json'))),
  )
  .get('/units/:id', async c => c.json(await readUnit(c.get('ctx'), placeFor(c.get('person')), c.req.param('id'))))
  .patch('/units/:id', valid('json', UnitBody), async c =>
    c.json(await renameUnit(c.get('ctx'), placeFor(c.get('person')), c.req.param('id'), c.req.valid('json'))),
  )
  .delete('/units/:id', async c => {
    await removeUnit(c.get('ctx'), placeFor(c.get('person')), c.req.param('id'));
    return c.json({});
  })
  .post('/units/:id/programs', valid('json', ProgramBody), async c =>
    c.json(await addProgram(c.get('ctx'), placeFor(c.get('person')), c.req.param('id'), c.req.valid('json'))),
  )
  .get('/programs/:id', async c =>
    c.json(await readProgram(c.get('ctx'), placeFor(c.get('person')), c.req.param('id'))),
  )
  .patch('/programs/:id', valid('json', ProgramChange), async c =>
    c.json(await changeProgram(c.get('ctx'), placeFor(c.get('person')), c.req.param('id'), c.req.valid('json'))),
  )
  .delete('/programs/:id', async c => {
    await removeProgram(c.get('ctx'), placeFor(c.get('person')), c.req.param('id'));
    return c.json({});
  })
  .get('/level-numbers', valid('query', LevelNumbersQuery), async c =>
    c.json(await levelNumbers(c.get('ctx'), placeFor(c.get('person')), c.req.valid('query'))),
  )
  .get('/view-assignments', valid('query', ViewAssignmentsQuery), async c =>
    c.json(await viewAssignments(c.get('ctx'), placeFor(c.get('person')), c.req.valid('query'))),
  )
  .post('/levels/bulk', valid('json', BulkRequest), async c =>
    c.json(await bulk(c.get('ctx'), c.get('person'), placeFor(c.get('person')), c.req.valid('json'))),
  )
  .post('/levels/bulk/:requestId/csv', async c => {
    c.header('cache-control', 'no-store');
    return c.json(await linkToResult(c.get('ctx'), placeFor(c.get('person')), c.req.param('requestId')));
  })
  .patch('/phone-numbers/purpose', valid('json', PurposeChange), async c =>
    c.json(await setPurpose(c.get('ctx'), placeFor(c.get('person')), c.req.valid('json'))),
  );

/** Where the link of a result leads. No bearer: the signature in the path is what entitles to it. */
export const bulkResultRoutes = new Hono<Wired>().get('/exports/bulk/:token', c =>
  downloadResult(c.get('ctx'), c.req.param('token')),
);
