import { createClient } from '@libsql/client/web';
import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import { validateRequest } from 'twilio/lib/webhooks/webhooks.js';

/**
 * The least that could answer a call under the same runtime: the signature, one indexed read, TwiML. With
 * `FLOOR=write` one insert rides in the same batch. What the product costs is told as a ratio to this.
 */
interface Bindings {
  PUBLIC_URL: string;
  DATABASE_URL: string;
  TWILIO_AUTH_TOKEN: string;
  FLOOR: 'read' | 'write';
}

const READ = 'select id, agency_id, forward_to from number where e164 = ? and released_at is null';
const WRITE = 'insert into floor (id, at) values (?, ?)';

export default {
  async fetch(request: Request, env: Bindings): Promise<Response> {
    const { pathname } = new URL(request.url);
    const form = Object.fromEntries(new URLSearchParams(await request.text()));
    const signature = request.headers.get('x-twilio-signature') ?? '';
    if (!validateRequest(env.TWILIO_AUTH_TOKEN, signature, env.PUBLIC_URL + pathname, form)) {
      return new Response('', { status: 403 });
    }
    const client = createClient({ url: env.DATABASE_URL });
    const read = { sql: READ, args: [form.To ?? ''] };
    const rows =
      env.FLOOR === 'read'
        ? (await client.execute(read)).rows
        : ((
            await client.batch(
              [read, { sql: WRITE, args: [form.CallSid ?? form.MessageSid ?? '', Date.now()] }],
              'write',
            )
          )[0]?.rows ?? []);
    const twiml = new VoiceResponse();
    if (rows[0]) twiml.dial({ timeout: 25 }).number(String(rows[0].forward_to));
    else twiml.say('The number you have called is not in service.');
    return new Response(twiml.toString(), { headers: { 'content-type': 'text/xml' } });
  },
};
