import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { announced, authenticated, type FromKey } from '../api-key/authenticate.ts';
import { Problem } from '../problem.ts';
import { valid } from '../wire.ts';
import { TRIGGERS } from '../workflow/catalogue/index.ts';
import { actionRoutes, hookRoutes, onceKey } from '../workflow/public-routes.ts';
import { type Asking, callFromAgent, textFromAgent } from './act-as-agent.ts';
import { listAgents, listNumbers, listRules, listSubAccounts, listUsers } from './lists.ts';
import { needs, needsOfAction, needsOfTrigger, TRIGGER_SCOPE } from './scope.ts';
import { AgentCall, AgentText, Page, PageAt, PageOfNumbers } from './shape.ts';

const tooLarge = () => {
  throw new Problem(413, { code: 'too_large', title: 'Not read.', detail: 'A body has at most 64 KB.' });
};

/** What a key may look up. */
const reading = new Hono<FromKey>()
  .get('/me', c => {
    const { id, name, scopes, agentId, agencyId, subAccountId, expiresAt } = c.get('key');
    const names = c.get('names');
    return c.json({
      ...{ key_id: id, name, scopes },
      agency: { id: agencyId, name: names.agency },
      sub_account: subAccountId === null ? null : { id: subAccountId, name: names.subAccount },
      agent_id: agentId,
      expires_at: expiresAt === null ? null : new Date(expiresAt).toISOString(),
    });
  })
  .get('/sub-accounts', needs('sub_accounts:read'), valid('query', Page), async c =>
    c.json(await listSubAccounts(c.get('ctx'), c.get('caller'), c.req.valid('query'))),
  )
  .get('/numbers', needs('numbers:read'), valid('query', PageOfNumbers), async c =>
    c.json(await listNumbers(c.get('ctx'), c.get('caller'), c.req.valid('query'))),
  )
  .get('/users', needs('users:read'), valid('query', PageAt), async c =>
    c.json(await listUsers(c.get('ctx'), c.get('caller'), c.req.valid('query'))),
  )
  .get('/rules', needs('rules:read'), valid('query', PageAt), async c =>
    c.json(await listRules(c.get('ctx'), c.get('caller'), c.req.valid('query'))),
  )
  .get('/agents', needs('agents:read'), valid('query', PageAt), async c =>
    c.json(await listAgents(c.get('ctx'), c.get('caller'), c.get('key').agentId, c.req.valid('query'))),
  )
  .get('/triggers', c =>
    c.json({
      items: TRIGGERS.map(({ key, version, title, description }) => ({
        ...{ key, version, title: title.en, description: description.en, scope: TRIGGER_SCOPE[key] },
      })),
    }),
  );

/** O-5: what voice agents, campaigns and workflows do from their own number. */
const acting = new Hono<FromKey>()
  .post('/agents/:id/texts', needs('agents:write'), valid('json', AgentText), async c =>
    c.json(await textFromAgent(c.get('ctx'), askingOf(c), c.req.valid('json'))),
  )
  .post('/agents/:id/calls', needs('agents:write'), valid('json', AgentCall), async c =>
    c.json(await callFromAgent(c.get('ctx'), askingOf(c), c.req.valid('json'))),
  );

function askingOf(c: Pick<Context<FromKey, '/agents/:id/texts'>, 'get' | 'req'>): Asking {
  const once = onceKey(c.get('ctx'), c.req.header('idempotency-key'));
  return { caller: c.get('caller'), key: c.get('key'), agentId: c.req.param('id'), once };
}

/** The public interface (W-4): every route is known by its key, counted, and fenced by a scope. */
export const publicRoutes = new Hono<FromKey>()
  .use(announced, bodyLimit({ maxSize: 64 * 1024, onError: tooLarge }), authenticated)
  .route('/', reading)
  .route('/', acting)
  .on('GET', ['/hooks', '/hooks/:id'], needs('hooks:read'))
  .post('/hooks', needs('hooks:write'), needsOfTrigger)
  .post('/hooks/:id/secret', needs('hooks:write'))
  .delete('/hooks/:id', needs('hooks:write'))
  .post('/actions/:key', needsOfAction)
  .route('/', hookRoutes)
  .route('/', actionRoutes)
  .all('*', c => {
    const detail = `There is no ${c.req.method} ${c.req.path}. What there is stands in /openapi.json.`;
    throw new Problem(404, { code: 'not_found', title: 'Not found.', detail });
  });
