import { readFileSync } from 'node:fs';
import { Hono } from 'hono';
import type { Exchange } from '../call/exchange.ts';
import { OVER } from '../call/record.ts';
import { callView } from '../control/view.ts';
import { SCRIPTS } from '../phone.ts';
import { wav } from '../recording/sound.ts';

const CALLS_SHOWN = 12;
const TEXTS_SHOWN = 40;
const FILES: Record<string, [file: string, type: string]> = {
  '/': ['page.html', 'text/html; charset=utf-8'],
  '/_phone/style.css': ['style.css', 'text/css; charset=utf-8'],
  '/_phone/script.js': ['script.js', 'text/javascript; charset=utf-8'],
  '/_phone/render.js': ['render.js', 'text/javascript; charset=utf-8'],
};

/** The softphone page, its state for polling (204 while nothing changed), and the sound of recordings. */
export function softphone(exchange: Exchange): Hono {
  const { carrier } = exchange;
  const app = new Hono();
  for (const [path, [file, type]] of Object.entries(FILES)) {
    app.get(path, c => {
      const text = readFileSync(new URL(file, import.meta.url), 'utf8');
      return c.body(text, 200, { 'content-type': type, 'cache-control': 'no-cache' });
    });
  }
  app.get('/_phone/state', c =>
    Number(c.req.query('v')) === carrier.version ? c.body(null, 204) : c.json(snapshot(exchange)),
  );
  app.get('/_phone/sound/:sid', c => {
    const recording = carrier.recordings.get(c.req.param('sid'));
    return recording
      ? c.body(wav(recording.duration), 200, { 'content-type': 'audio/x-wav' })
      : c.json({ error: 'no such recording' }, 404);
  });
  return app;
}

function snapshot(exchange: Exchange) {
  const { carrier } = exchange;
  const calls = [...carrier.calls.values()];
  return {
    version: carrier.version,
    factor: carrier.time.factor,
    mode: carrier.callbacks.mode,
    scripts: SCRIPTS,
    numbers: [...carrier.numbers.values()].map(n => ({ number: n.phone_number, name: n.friendly_name })),
    phones: knownPhones(exchange),
    legs: exchange
      .live()
      .map(line => line.call)
      .filter(call => call.direction !== 'inbound' && !OVER.includes(call.status) && !carrier.owned(call.to))
      .map(leg => ({ ...leg, steps: [], through: leg.parentSid && carrier.calls.get(leg.parentSid)?.to })),
    calls: calls
      .filter(call => !call.parentSid)
      .slice(-CALLS_SHOWN)
      .reverse()
      .map(call => callView(carrier, call)),
    texts: [...carrier.texts.values()]
      .slice(-TEXTS_SHOWN)
      .map(({ from, to, body, status, errorCode: error }) => ({ from, to, body, status, error })),
  };
}

/** Every outside phone that has called, texted, been rung, or has a script. */
function knownPhones({ carrier }: Exchange) {
  const numbers = new Set(carrier.phones.keys());
  for (const call of carrier.calls.values()) numbers.add(call.direction === 'inbound' ? call.from : call.to);
  for (const text of carrier.texts.values()) numbers.add(text.direction === 'inbound' ? text.from : text.to);
  return [...numbers]
    .filter(number => number !== 'anonymous' && !carrier.owned(number))
    .map(number => ({ number, script: carrier.phones.get(number)?.script ?? 'ignore' }))
    .sort((a, b) => a.number.localeCompare(b.number));
}
