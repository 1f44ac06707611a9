import type { KVNamespace } from '@cloudflare/workers-types';
import { noteAway } from './catch-up/note.ts';
import { Seal } from './edge/seal.ts';
import { afterLastResort, lastResort, mirroredToken } from './routing/last-resort.ts';
import { type Form, field, isSigned, readForm } from './routing/signature.ts';
import { sayTwiml } from './routing/twiml.ts';

/** What the second Worker needs; nothing else may break it. */
export interface FallbackEnv {
  FALLBACK_KV: KVNamespace;
  TWILIO_ACCOUNT_SID: string;
  TWILIO_AUTH_TOKEN: string;
  /** Opens the tokens of agencies' own accounts (N-3); without it only our own account's calls are answered. */
  SEAL_KEYS?: string;
  /** Origin Twilio reaches this Worker at. */
  FALLBACK_URL: string;
}

const VOICE = '/twilio/voice-fallback';
const TEXT = '/twilio/sms-fallback';
const NOTHING = '<?xml version="1.0" encoding="UTF-8"?><Response/>';

/**
 * answers calls while the first Worker is down or broken, from a number's KV entry alone. Texts stay with Twilio: what came
 * meanwhile is noted, so that the first Worker catches up with it once it is back.
 */
export default {
  async fetch(request: Request, env: FallbackEnv): Promise<Response> {
    const { pathname, search, searchParams } = new URL(request.url);
    const isKnown = pathname === VOICE || pathname === TEXT;
    if (request.method !== 'POST' || !isKnown) return new Response('Not found.', { status: 404 });
    const form = readForm(await request.text());
    const signature = request.headers.get('x-twilio-signature') ?? undefined;
    const token = await tokenOf(env, form);
    if (!token || !isSigned(token, signature, env.FALLBACK_URL + pathname + search, form)) {
      return new Response('Forbidden.', { status: 403 });
    }
    await note(env, field(form, 'AccountSid'));
    const twiml =
      pathname === TEXT ? NOTHING : searchParams.has('after') ? afterLastResort(form) : await answer(env, form);
    return new Response(twiml, { headers: { 'content-type': 'text/xml; charset=utf-8', 'cache-control': 'no-store' } });
  },
};

/** Without the note the first Worker still looks every night. */
async function note(env: FallbackEnv, accountSid: string): Promise<void> {
  try {
    await noteAway(env.FALLBACK_KV, accountSid, Date.now());
  } catch (cause) {
    failed('fallback.not_noted', cause);
  }
}

/** Of the account that the request names. */
async function tokenOf(env: FallbackEnv, form: Form): Promise<string | undefined> {
  const accountSid = field(form, 'AccountSid');
  if (accountSid === env.TWILIO_ACCOUNT_SID) return env.TWILIO_AUTH_TOKEN;
  if (!env.SEAL_KEYS) return undefined;
  try {
    return await mirroredToken(env.FALLBACK_KV, new Seal(env.SEAL_KEYS), accountSid);
  } catch (cause) {
    failed('fallback.token_unreadable', cause);
    return undefined;
  }
}

async function answer(env: FallbackEnv, form: Form): Promise<string> {
  try {
    return await lastResort(env.FALLBACK_KV, form, `${env.FALLBACK_URL}${VOICE}?after=1`);
  } catch (cause) {
    failed('fallback.kv_unreachable', cause);
    return sayTwiml('apology');
  }
}

function failed(event: string, cause: unknown): void {
  // biome-ignore lint/suspicious/noConsole: this Worker has no log of its own; the platform collects the console
  console.error(JSON.stringify({ level: 'error', event, cause: String(cause) }));
}
