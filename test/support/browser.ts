import { existsSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import bundled from '@sparticuz/chromium';
import { type Browser, chromium, type Frame, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import type { Stage } from './stage.ts';

const INSTALLED = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Our own flags: the bundled Chromium's defaults switch web security off and would hide CSP and origin mistakes. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** An installed Chromium, else the one inside the npm package. */
async function executable(): Promise<string> {
  return INSTALLED.find(path => path && existsSync(path)) ?? bundled.executablePath();
}

/** One browser for a test file; every page must end without console errors. */
export function useBrowser(): { open(url: string, view?: View): Promise<Opened> } {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: await executable(), args: FLAGS, headless: true });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
  });
  return {
    open: async (url, { width = 1440, height = 900, theme = 'light' } = {}) => {
      if (!browser) throw new Error('the browser is not running');
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme: theme,
        reducedMotion: 'reduce',
      });
      const page = await context.newPage();
      const errors: string[] = [];
      page.on('console', message => message.type() === 'error' && errors.push(message.text()));
      page.on('pageerror', error => errors.push(String(error)));
      await page.goto(`${url}${url.includes('?') ? '&' : '?'}theme=${theme}`);
      return { page, errors, panel: await panelOf(page) };
    },
  };
}

export interface View {
  width?: number;
  height?: number;
  theme?: 'light' | 'dark';
}

export interface Opened {
  page: Page;
  /** The panel inside the CRM's iframe. */
  panel: Frame;
  /** What the console complained of. */
  errors: string[];
}

async function panelOf(page: Page): Promise<Frame> {
  const element = await page.waitForSelector('iframe[data-testid=panel]');
  const frame = await element.contentFrame();
  if (!frame) throw new Error('the panel is not framed');
  await frame.waitForSelector('main h1, main h2, [data-testid=standalone]');
  return frame;
}

/** Fails on any serious or critical accessibility violation of what is on screen (P-1). */
export async function accessible(page: Page): Promise<void> {
  const found = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  const bad = found.violations.filter(v => v.impact === 'serious' || v.impact === 'critical');
  expect(bad.map(v => `${v.id}: ${v.nodes.map(n => n.target.join(' ')).join(' | ')}`)).toEqual([]);
}

/** Fails when something in the panel is wider than its frame (P-1). */
export async function fits(panel: Frame): Promise<void> {
  const over = await panel.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over).toBeLessThanOrEqual(0);
}

/** Addresses of the three views in the CRM for a staged agency's people. */
export function viewsOf(stage: Stage, of: { locationId: string; ids: { dana: string; rosa: string; priya: string } }) {
  const { host } = stage.instance.urls;
  return {
    agency: `${host}/agency?user=${of.ids.dana}`,
    owner: `${host}/location/${of.locationId}?user=${of.ids.rosa}`,
    staff: `${host}/staff/${of.locationId}?user=${of.ids.priya}`,
  };
}
