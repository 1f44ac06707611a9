import { Hono } from 'hono';
import { csvRow } from '../../audit/rules/csv.ts';
import type { Ctx } from '../../context.ts';
import { csvFile } from '../../edge/download.ts';
import type { Language } from '../../language/rules/tag.ts';
import type { Wired } from '../../wire.ts';
import { languageAsked } from '../language.ts';
import { endNow, handBackFree } from './end.ts';
import { type Managed, readManageLink } from './link.ts';
import { closedPage, managePage, priceOf } from './page.ts';
import { freeCount, heldCount, heldNumbers, leaving } from './store.ts';
import { MANAGE_WORDS } from './words.ts';

const IN_VIEW = 200;
const PAGE = 1000;

/**
 * What an uninstalled agency still can do, by the signed link in its mail (H-2). Looking changes nothing, since mail
 * programs look as well.
 */
export const manageRoutes = new Hono<Wired>()
  .get('/manage/:token', c => show(c.get('ctx'), c.req.param('token'), languageAsked(c.req.header('accept-language'))))
  .post('/manage/:token/end', async c => {
    const ctx = c.get('ctx');
    const token = c.req.param('token');
    const opened = await open(ctx, token);
    const { sure } = await c.req.parseBody();
    if (opened && sure === 'yes') await endNow(ctx, opened.link);
    return c.redirect(`/manage/${token}`, 303);
  })
  .post('/manage/:token/hand-back', async c => {
    const ctx = c.get('ctx');
    const token = c.req.param('token');
    const opened = await open(ctx, token);
    const { name } = await c.req.parseBody();
    const isSure = opened && typeof name === 'string' && isSame(name, opened.of.name);
    if (isSure && opened.link.subAccountId === undefined) await handBackFree(ctx, opened.link);
    return c.redirect(`/manage/${token}`, 303);
  })
  .get('/manage/:token/export.csv', async c => {
    const ctx = c.get('ctx');
    const language = languageAsked(c.req.header('accept-language'));
    const opened = await open(ctx, c.req.param('token'));
    if (!opened) return closedPage(language);
    return csvFile('trunkline-numbers', ctx.now, rowsOf(ctx, opened.link, language));
  });

async function open(ctx: Ctx, token: string) {
  const link = await readManageLink(ctx, token);
  const of = link && (await leaving(ctx, link));
  return link && of ? { link, of } : undefined;
}

async function show(ctx: Ctx, token: string, language: Language): Promise<Response> {
  const opened = await open(ctx, token);
  if (!opened) return closedPage(language);
  const { link, of } = opened;
  const isWhole = link.subAccountId === undefined;
  const [held, count, freeOnes] = await Promise.all([
    heldNumbers(ctx, link, IN_VIEW),
    heldCount(ctx, link),
    isWhole ? freeCount(ctx, link.agencyId) : 0,
  ]);
  const installUrl = of.kind === 'highlevel' ? `/install/${encodeURIComponent(of.issuer)}` : undefined;
  return managePage({ of, held, count, free: freeOnes, now: ctx.now, token, installUrl }, language);
}

function isSame(typed: string, name: string): boolean {
  return typed.trim().toLowerCase() === name.trim().toLowerCase();
}

async function* rowsOf(ctx: Ctx, link: Managed, language: Language): AsyncGenerator<string> {
  const { head, state } = MANAGE_WORDS[language];
  // The mark by which spreadsheets know UTF-8.
  yield `\uFEFF${csvRow([head.number, head.client, head.state, head.price, head.currency])}`;
  for (let offset = 0; ; offset += PAGE) {
    const rows = await heldNumbers(ctx, link, PAGE, offset);
    yield rows
      .map(row => csvRow([row.e164, row.place, state[row.state], priceOf(row, language), row.currency]))
      .join('');
    if (rows.length < PAGE) return;
  }
}
