import { readFileSync } from 'node:fs';
import { Hono } from 'hono';

/** The sandbox's CRMs look alike: one set of styles, a handshake of each one's own. */
const STYLES = ['ground.css', 'frame.css', 'pieces.css', 'table.css', 'pages.css', 'narrow.css'];

const OWN = new URL('../assets/highlevel.css', import.meta.url);

const SCRIPTS: Record<string, URL> = {
  'crm.js': new URL('../../host/assets/crm.js', import.meta.url),
  'frame.js': new URL('../assets/frame.js', import.meta.url),
};

export function assets(): Hono {
  const app = new Hono();
  app.get('/crm.css', c =>
    c.body(
      [...STYLES.map(name => new URL(`../../host/assets/${name}`, import.meta.url)), OWN]
        .map(file => readFileSync(file, 'utf8'))
        .join('\n'),
      200,
      {
        'content-type': 'text/css',
      },
    ),
  );
  app.get('/mark.svg', c =>
    c.body(readFileSync(new URL('../../host/assets/mark.svg', import.meta.url), 'utf8'), 200, {
      'content-type': 'image/svg+xml',
    }),
  );
  app.get('/:name', c => {
    const file = SCRIPTS[c.req.param('name')];
    if (!file) return c.notFound();
    return c.body(readFileSync(file, 'utf8'), 200, { 'content-type': 'text/javascript; charset=utf-8' });
  });
  return app;
}
