import { Hono } from 'hono';
import type { Workflows } from '../workflows.ts';
import { contactEndpoints } from './contacts.ts';
import { conversationEndpoints } from './conversations.ts';
import { createDoor } from './door.ts';
import type { Limit } from './limit.ts';
import { oauthEndpoints } from './oauth.ts';
import type { ApiParts } from './parts.ts';
import { placeEndpoints } from './places.ts';
import { Refusal, refusalBody } from './refusal.ts';
import { searchEndpoints } from './search.ts';
import { triggerEndpoints } from './triggers.ts';

/** A request that the contract does not know, kept so that a test can say there was none. */
export interface Refused {
  method: string;
  path: string;
  status: number;
  why: string;
}

/** HighLevel's interface. Strict: a path, method, header, version or body that the contract does not know is refused. */
export function createApi(parts: ApiParts, workflows: Workflows, limit: Limit, refused: Refused[]): Hono {
  const app = new Hono();
  app.onError((error, c) => {
    if (!(error instanceof Refusal)) {
      parts.ctx.say(`HighLevel's interface failed at ${c.req.method} ${c.req.path}: ${error.stack}`);
      return c.json({ statusCode: 500, message: 'The stand-in failed; its terminal says why.' }, 500);
    }
    refused.push({ method: c.req.method, path: c.req.path, status: error.status, why: error.message });
    if (refused.length > 200) refused.shift();
    return c.json(refusalBody(error), error.status);
  });
  app.use(parts.ctx.faults.for('highlevel'));
  const lines = [
    ...oauthEndpoints(parts),
    ...searchEndpoints(parts),
    ...contactEndpoints(parts),
    ...placeEndpoints(parts),
    ...conversationEndpoints(parts),
    ...triggerEndpoints(workflows),
  ];
  app.route('/', createDoor(lines, parts.grants, limit));
  app.all('*', c => {
    throw new Refusal(404, `Cannot ${c.req.method} ${c.req.path}`);
  });
  return app;
}
