import type { KVNamespace } from '@cloudflare/workers-types';
import { afterLastResort, lastResort } from './routing/last-resort.ts';
import { field, isSigned, readForm } from './routing/signature.ts';
import { sayTwiml } from './routing/twiml.ts';

/** What the second Worker needs; nothing else may break it. */
export interface FallbackEnv {
  FALLBACK_KV: KVNamespace;
  TWILIO_ACCOUNT_SID: string;
  TWILIO_AUTH_TOKEN: string;
  /** Origin Twilio reaches this Worker at. */
  FALLBACK_URL: string;
}

const PATH = '/twilio/voice-fallback';

/** answers calls while the first Worker is down or broken, from a number's KV entry alone. */
export default {
  async fetch(request: Request, env: FallbackEnv): Promise<Response> {
    const { pathname, search, searchParams } = new URL(request.url);
    if (request.method !== 'POST' || pathname !== PATH) return new Response('Not found.', { status: 404 });
    const form = readForm(await request.text());
    const signature = request.headers.get('x-twilio-signature') ?? undefined;
    const isOurs = Boolean(env.TWILIO_AUTH_TOKEN) && field(form, 'AccountSid') === env.TWILIO_ACCOUNT_SID;
    if (!isOurs || !isSigned(env.TWILIO_AUTH_TOKEN, signature, env.FALLBACK_URL + pathname + search, form)) {
      return new Response('Forbidden.', { status: 403 });
    }
    const twiml = searchParams.has('after') ? afterLastResort(form) : await answer(env, form);
    return new Response(twiml, { headers: { 'content-type': 'text/xml; charset=utf-8', 'cache-control': 'no-store' } });
  },
};

async function answer(env: FallbackEnv, form: ReturnType<typeof readForm>): Promise<string> {
  try {
    return await lastResort(env.FALLBACK_KV, form, `${env.FALLBACK_URL}${PATH}?after=1`);
  } catch (cause) {
    // biome-ignore lint/suspicious/noConsole: this Worker has no log of its own; the platform collects the console
    console.error(JSON.stringify({ level: 'error', event: 'fallback.kv_unreachable', cause: String(cause) }));
    return sayTwiml('apology');
  }
}
