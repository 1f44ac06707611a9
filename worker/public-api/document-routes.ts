import { Hono } from 'hono';
import * as v from 'valibot';
import { valid, type Wired } from '../wire.ts';
import { openApi } from './document/openapi.ts';
import { postmanCollection } from './document/postman.ts';

const Asked = v.object({ lang: v.optional(v.picklist(['en', 'es'], 'Choose en or es.'), 'en') });

/** What the public interface can be asked, for machines; there is nothing secret in it, so that tools import it by address. */
export const documentRoutes = new Hono<Wired>()
  .use('/openapi.json', async (c, next) => {
    await next();
    c.header('access-control-allow-origin', '*');
  })
  .get('/openapi.json', valid('query', Asked), c => {
    c.header('cache-control', 'public, max-age=300');
    c.header('content-disposition', 'inline; filename="trunkline.openapi.json"');
    return c.json(openApi(c.get('ctx').env.PUBLIC_URL, c.req.valid('query').lang));
  })
  .get('/postman.json', valid('query', Asked), c => {
    c.header('cache-control', 'public, max-age=300');
    c.header('content-disposition', 'attachment; filename="trunkline.postman_collection.json"');
    return c.json(postmanCollection(c.get('ctx').env.PUBLIC_URL, c.req.valid('query').lang));
  });
