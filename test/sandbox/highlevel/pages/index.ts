import { Hono } from 'hono';
import { createAppPages } from './app.ts';
import { createListPages } from './lists.ts';
import { createPanelPages } from './panel.ts';
import type { CrmParts } from './scene.ts';

/** The CRM's own pages. */
export function createCrmPages(parts: CrmParts): Hono {
  const app = new Hono();
  app.route('/', createPanelPages(parts));
  app.route('/', createListPages(parts));
  app.route('/', createAppPages(parts));
  return app;
}
