import { Hono } from 'hono';
import type { Person } from '../context.ts';
import { personIn, staffItem } from '../staff/read.ts';
import type { Place } from '../staff/store.ts';
import { allow, insideSubAccount } from '../tenancy/allow.ts';
import type { Action } from '../tenancy/rules/permission.ts';
import { type SignedIn, valid } from '../wire.ts';
import { associateNumber } from './associate.ts';
import { changeNumber } from './change-number.ts';
import { listCompanyNumbers, readCompanyNumber, readRule, readRules } from './read.ts';
import { addRule, changeRule, deleteRule, switchRule } from './save-rule.ts';
import { removeNumber, selectNumber } from './select-number.ts';
import { Associate, ChangeCompanyNumber, RuleBody, SelectNumber, SwitchRule } from './shape.ts';

/** The sub-account the person may do this in, or a refusal. */
function placeFor(person: Person, action: Action = 'company-number.edit'): Place {
  const subAccountId = insideSubAccount(person);
  allow(person, action);
  return { agencyId: person.agencyId, subAccountId };
}

/** Company numbers, their rules for unknown callers, and who is associated with which (U-1 to U-4, U-10, L-2, L-5). */
export const companyNumberRoutes = new Hono<SignedIn>()
  .get('/company-numbers', async c => c.json(await listCompanyNumbers(c.get('ctx'), placeFor(c.get('person')))))
  .post('/company-numbers', valid('json', SelectNumber), async c => {
    const place = placeFor(c.get('person'));
    await selectNumber(c.get('ctx'), place, c.req.valid('json'));
    return c.json(await readCompanyNumber(c.get('ctx'), place, c.req.valid('json').numberId));
  })
  .patch('/company-numbers/:numberId', valid('json', ChangeCompanyNumber), async c => {
    const place = placeFor(c.get('person'));
    await changeNumber(c.get('ctx'), place, c.req.param('numberId'), c.req.valid('json'));
    return c.json(await readCompanyNumber(c.get('ctx'), place, c.req.param('numberId')));
  })
  .delete('/company-numbers/:numberId', async c => {
    await removeNumber(c.get('ctx'), placeFor(c.get('person')), c.req.param('numberId'));
    return c.json({});
  })
  .get('/company-numbers/:numberId/rules', async c =>
    c.json(await readRules(c.get('ctx'), placeFor(c.get('person')), c.req.param('numberId'))),
  )
  .post('/company-numbers/:numberId/rules', valid('json', RuleBody), async c => {
    const place = placeFor(c.get('person'));
    const { numberId } = c.req.param();
    const ruleId = await addRule(c.get('ctx'), place, numberId, c.req.valid('json'));
    return c.json(await readRule(c.get('ctx'), place, numberId, ruleId));
  })
  .put('/company-numbers/:numberId/rules/:ruleId', valid('json', RuleBody), async c => {
    const place = placeFor(c.get('person'));
    const { numberId, ruleId } = c.req.param();
    await changeRule(c.get('ctx'), place, numberId, ruleId, c.req.valid('json'));
    return c.json(await readRule(c.get('ctx'), place, numberId, ruleId));
  })
  .patch('/company-numbers/:numberId/rules/:ruleId', valid('json', SwitchRule), async c => {
    const place = placeFor(c.get('person'));
    const { numberId, ruleId } = c.req.param();
    await switchRule(c.get('ctx'), place, numberId, ruleId, c.req.valid('json').enabled);
    return c.json(await readRule(c.get('ctx'), place, numberId, ruleId));
  })
  .delete('/company-numbers/:numberId/rules/:ruleId', async c => {
    const { numberId, ruleId } = c.req.param();
    await deleteRule(c.get('ctx'), placeFor(c.get('person')), numberId, ruleId);
    return c.json({});
  })
  .put('/staff/:userId/company-number', valid('json', Associate), async c => {
    const place = placeFor(c.get('person'), 'staff.edit');
    const { userId } = c.req.param();
    await associateNumber(c.get('ctx'), place, userId, c.req.valid('json').numberId);
    return c.json(staffItem(await personIn(c.get('ctx'), place, userId)));
  });
