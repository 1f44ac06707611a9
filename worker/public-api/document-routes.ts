import { Hono } from 'hono';
import * as v from 'valibot';
import { valid, type Wired } from '../wire.ts';
import { openApi } from './document/openapi.ts';
import { postmanCollection } from './document/postman.ts';
import type { Language } from './document/schema.ts';

const Asked = v.object({ lang: v.optional(v.picklist(['en', 'es'], 'Choose en or es.'), 'en') });

/** What the public interface can be asked, for machines; there is nothing secret in it, so that tools import it by address. */
export const documentRoutes = new Hono<Wired>()
  .get('/openapi.json', valid('query', Asked), c => {
    const text = onceMade('openapi', openApi, c.get('ctx').env.PUBLIC_URL, c.req.valid('query').lang);
    return c.body(text, 200, { ...JSON_FILE, 'content-disposition': 'inline; filename="trunkline.openapi.json"' });
  })
  .get('/postman.json', valid('query', Asked), c => {
    const text = onceMade('postman', postmanCollection, c.get('ctx').env.PUBLIC_URL, c.req.valid('query').lang);
    const name = 'attachment; filename="trunkline.postman_collection.json"';
    return c.body(text, 200, { ...JSON_FILE, 'content-disposition': name });
  });

const JSON_FILE = {
  'content-type': 'application/json',
  'cache-control': 'public, max-age=300',
  // Readers of such documents run in browsers too.
  'access-control-allow-origin': '*',
};

/** Once per isolate: they are the same for everybody, and making one takes milliseconds. */
const made = new Map<string, string>();

function onceMade(
  kind: string,
  make: (origin: string, language: Language) => object,
  origin: string,
  language: Language,
) {
  const key = `${kind} ${language} ${origin}`;
  const text = made.get(key) ?? JSON.stringify(make(origin, language));
  made.set(key, text);
  return text;
}
