import { type Context, Hono } from 'hono';
import type { Carrier } from '../carrier.ts';
import { notFound, page, rfc2822 } from '../wire.ts';
import { mediaUrl, type Recording } from './recording.ts';
import { mp3, wav } from './sound.ts';

/** `Recordings`: list, read, fetch the sound, delete. */
export function recordingRoutes(carrier: Carrier): Hono {
  const app = new Hono();
  const accountOf = (c: Context) => c.req.param('account') ?? '';
  const held = (c: Context): Recording => {
    const sid = (c.req.param('file') ?? '').replace(/\.\w+$/, '');
    const recording = carrier.recordings.get(sid);
    if (recording?.accountSid !== accountOf(c)) throw notFound(c.req.path);
    return recording;
  };
  const wire = (recording: Recording) => wireRecording(carrier, recording);

  app.get('/Recordings.json', c => {
    const callSid = c.req.query('CallSid');
    const rows = [...carrier.recordings.values()].filter(
      r => r.accountSid === accountOf(c) && (!callSid || r.callSid === callSid),
    );
    return page(c, 'recordings', rows.reverse(), wire);
  });
  app.get('/Calls/:call{CA[0-9a-f]{32}}/Recordings.json', c => {
    const rows = [...carrier.recordings.values()].filter(
      r => r.accountSid === accountOf(c) && r.callSid === c.req.param('call'),
    );
    return page(c, 'recordings', rows.reverse(), wire);
  });
  app.get('/Recordings/:file{RE[0-9a-f]{32}(\\.json|\\.mp3|\\.wav)?}', c => {
    const recording = held(c);
    if (c.req.path.endsWith('.json')) return c.json(wire(recording));
    return c.req.path.endsWith('.mp3')
      ? c.body(mp3(recording.duration), 200, { 'content-type': 'audio/mpeg' })
      : c.body(wav(recording.duration), 200, { 'content-type': 'audio/x-wav' });
  });
  app.delete('/Recordings/:file{RE[0-9a-f]{32}\\.json}', c => {
    carrier.recordings.delete(held(c).sid);
    carrier.changed();
    return c.body(null, 204);
  });
  return app;
}

function wireRecording(carrier: Carrier, r: Recording) {
  const uri = `/2010-04-01/Accounts/${r.accountSid}/Recordings/${r.sid}`;
  return {
    account_sid: r.accountSid,
    api_version: '2010-04-01',
    call_sid: r.callSid,
    channels: 1,
    conference_sid: null,
    date_created: rfc2822(r.createdAt),
    date_updated: rfc2822(r.createdAt),
    duration: String(r.duration),
    encryption_details: null,
    error_code: null,
    media_url: mediaUrl(carrier, r),
    price: '-0.00250',
    price_unit: 'USD',
    sid: r.sid,
    source: r.source,
    start_time: rfc2822(r.createdAt - r.duration * 1000),
    status: 'completed',
    subresource_uris: { transcriptions: `${uri}/Transcriptions.json`, add_on_results: `${uri}/AddOnResults.json` },
    uri: `${uri}.json`,
  };
}
