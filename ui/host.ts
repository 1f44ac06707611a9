/** The frame's side of the JWT host contract: how the panel learns from the CRM around it who is looking. */

import { asking } from './asking.ts';

export { NoHost } from './asking.ts';

export type Theme = 'light' | 'dark';

export interface Host {
  issuer: string;
  /** A launch token: the one we were opened with, or else one asked of the CRM. Each serves once. Throws NoHost. */
  launchToken(): Promise<string>;
  /** Called when the CRM hands over a token unasked (`embed:token-refresh`). */
  onToken(take: (token: string) => void): void;
  onTheme(take: (theme: Theme) => void): void;
  /** Tells the CRM how tall the content is, so that it can grow the frame. */
  resize(height: number): void;
}

/** What the handshake needs of the window; tests hand in their own. */
export interface Surroundings {
  location: { href: string; origin: string };
  replaceUrl(url: string): void;
  /** Null when this page is not framed. */
  parent: { postMessage(message: unknown, targetOrigin: string): void } | null;
  /** The framing page's origin where the browser tells it. */
  parentOrigin: string | undefined;
  onMessage(take: (event: { source: unknown; origin: string; data: unknown }) => void): void;
  issuer: string;
  /** `highlevel`: we are an app of its marketplace. */
  kind: string;
  origins: readonly string[];
  /** A token the CRM delivered by form POST, written into the page by the Worker. */
  posted: string | undefined;
}

/** Splits a launch token off an address: `#token=` or `?token=`. The cleaned address never enters history with it. */
export function takeToken(href: string): { token: string | undefined; cleaned: string } {
  const url = new URL(href);
  const fragment = new URLSearchParams(url.hash.slice(1));
  const token = fragment.get('token') ?? url.searchParams.get('token') ?? undefined;
  if (fragment.has('token')) {
    fragment.delete('token');
    url.hash = fragment.size > 0 ? fragment.toString() : '';
  }
  url.searchParams.delete('token');
  return { token, cleaned: url.href.replace(/#$/, '') };
}

/** Starts listening at once, so that no answer of the CRM is missed. */
export function connectHost(around: Surroundings): Host {
  const { parent, origins } = around;
  const { token, cleaned } = takeToken(around.location.href);
  if (token) around.replaceUrl(cleaned);

  let delivered = token ?? around.posted;
  let tokenTaker: ((token: string) => void) | undefined;
  let themeTaker: ((theme: Theme) => void) | undefined;

  const send = (message: { type: string; [key: string]: unknown }) => {
    const sure = around.parentOrigin;
    if (sure && !origins.includes(sure)) return;
    for (const origin of sure ? [sure] : origins) parent?.postMessage({ v: 1, ...message }, origin);
  };

  const { ask, answer } = asking(parent !== null, () => send({ type: 'embed:ready' }));
  around.onMessage(event => {
    if (!parent || event.source !== parent || !origins.includes(event.origin)) return;
    const message = readMessage(event.data);
    if (message?.type === 'embed:theme') themeTaker?.(message.theme);
    else if (message && !answer(message.token) && message.type === 'embed:token-refresh') tokenTaker?.(message.token);
  });

  return {
    issuer: around.issuer,
    async launchToken() {
      const first = delivered;
      delivered = undefined;
      return first ?? ask();
    },
    onToken: take => {
      tokenTaker = take;
    },
    onTheme: take => {
      themeTaker = take;
    },
    resize: height => send({ type: 'embed:resize', height }),
  };
}

type Message = { type: 'embed:init' | 'embed:token-refresh'; token: string } | { type: 'embed:theme'; theme: Theme };

function readMessage(data: unknown): Message | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { v, type, token, theme } = data as Record<string, unknown>;
  if (v !== 1) return undefined;
  if ((type === 'embed:init' || type === 'embed:token-refresh') && typeof token === 'string') return { type, token };
  if (type === 'embed:theme' && (theme === 'light' || theme === 'dark')) return { type, theme };
  return undefined;
}
