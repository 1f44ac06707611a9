import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Stand, stand } from '../stand.ts';

const OURS = '+14155550100';
const ANN = '+12065550122';
let s: Stand;

beforeEach(async () => {
  s = await stand();
  s.twilio.own(OURS, { sms_url: `${s.worker}/text` });
  s.on('/text', () => '<Response/>');
  s.on('/status', () => '');
});
afterEach(() => s.close());

const send = (more: Record<string, string> = {}) =>
  s.api('POST', '/Messages.json', {
    From: OURS,
    To: ANN,
    Body: 'Hello',
    StatusCallback: `${s.worker}/status`,
    ...more,
  });
const control = async (path: string, body?: unknown) => {
  const answer = await fetch(`${s.origin}/_control${path}`, body ? { method: 'POST', body: JSON.stringify(body) } : {});
  return answer.json();
};
const told = () => s.asked.filter(a => a.path === '/status').map(a => a.params.MessageStatus);

describe('outbound texts', () => {
  test('O-4 a text goes from queued through sent to delivered, each step told', async () => {
    const sent = await send();
    expect(sent).toMatchObject({
      status: 201,
      body: { status: 'queued', direction: 'outbound-api', num_segments: '1' },
    });
    await s.twilio.drain();
    expect(told()).toEqual(['sent', 'delivered']);
    const read = await s.api('GET', `/Messages/${sent.body.sid}.json`);
    expect(read.body).toMatchObject({ status: 'delivered', error_code: null, body: 'Hello' });
    expect(await control(`/texts?to=${encodeURIComponent(ANN)}`)).toMatchObject({ texts: [{ body: 'Hello' }] });
  });

  test('O-4 an unreachable phone fails with the carrier’s code', async () => {
    s.twilio.phone(ANN).script = 'unreachable';
    const sent = await send();
    await s.twilio.drain();
    expect(told()).toEqual(['sent', 'undelivered']);
    expect(s.asked.at(-1)?.params.ErrorCode).toBe('30003');
    expect((await s.api('GET', `/Messages/${sent.body.sid}.json`)).body).toMatchObject({ error_code: 30003 });
  });

  test('O-2 refusals come in Twilio’s words', async () => {
    const code = async (more: Record<string, string>) => (await send(more)).body.code;
    expect(await code({ To: '12' })).toBe(21211);
    expect(await code({ From: '+13105550177' })).toBe(21606);
    expect(await code({ Body: '' })).toBe(21602);
    expect(await code({ Body: 'x'.repeat(1601) })).toBe(21617);
    expect(await code({ To: OURS })).toBe(21266);
  });

  test('R-17 after STOP the company itself refuses, until START', async () => {
    await control('/text', { from: ANN, to: OURS, body: ' Stop ' });
    expect((await send()).body.code).toBe(21610);
    expect(s.asked[0]?.params.Body).toBe(' Stop ');
    await control('/text', { from: ANN, to: OURS, body: 'START' });
    expect((await send()).status).toBe(201);
    await s.twilio.drain();
  });
});

describe('inbound texts', () => {
  test('R-16 ask the number’s SmsUrl and send what it answers', async () => {
    s.on('/text', () => '<Response><Message>Thanks!</Message><Message><Body>Two</Body></Message></Response>');
    const view = await control('/text', { from: ANN, to: OURS, body: 'Hi', media: ['https://a.test/p.png'] });
    expect(view).toMatchObject({ direction: 'inbound', status: 'received' });
    expect(s.asked[0]?.params).toMatchObject({
      From: ANN,
      To: OURS,
      Body: 'Hi',
      NumMedia: '1',
      MediaUrl0: 'https://a.test/p.png',
      MessageSid: expect.stringMatching(/^MM/),
    });
    expect(s.asked[0]?.headers['x-twilio-signature']).toBeTruthy();
    const replies = await control(`/texts?wait=1&to=${encodeURIComponent(ANN)}`);
    expect(replies).toMatchObject({ texts: [{ body: 'Thanks!', status: 'delivered' }, { body: 'Two' }] });
  });

  test('a failing SmsUrl is tried again, then the fallback', async () => {
    s.twilio.own('+14155550101', { sms_url: `${s.worker}/broken`, sms_fallback_url: `${s.worker}/text` });
    s.on('/broken', () => new Response('', { status: 500 }));
    await control('/text', { from: ANN, to: '+14155550101', body: 'Hi' });
    expect(s.asked.map(a => a.path)).toEqual(['/broken', '/broken', '/text']);
  });

  test('a text to another number of ours arrives there', async () => {
    s.twilio.own('+14155550101', { sms_url: `${s.worker}/second` });
    s.on('/second', () => '<Response/>');
    await send({ To: '+14155550101' });
    await s.twilio.drain();
    expect(s.asked.find(a => a.path === '/second')?.params).toMatchObject({ From: OURS, Body: 'Hello' });
  });
});

describe('the list of texts', () => {
  test('X-5 tells what came and went by day, newest first, with its pictures', async () => {
    await control('/text', { from: ANN, to: OURS, body: 'First', media: ['https://a.test/p.png'] });
    await control('/text', { from: ANN, to: OURS, body: 'Second' });
    const today = new Date(s.twilio.carrier.now()).toISOString().slice(0, 10);
    const listed = async (query: string) => (await s.api('GET', `/Messages.json?${query}`)).body.messages;
    const [second, first] = await listed(`DateSent%3E=${today}`);
    if (!second || !first) throw new Error('two texts are listed');
    expect([second.body, first.body, first.direction]).toEqual(['Second', 'First', 'inbound']);
    expect(Date.parse(first.date_sent)).toBe(Date.parse(first.date_created));
    expect(await listed('DateSent%3C=2001-01-01')).toEqual([]);
    const media = (await s.api('GET', `/Messages/${first.sid}/Media.json`)).body.media_list;
    expect(media).toMatchObject([
      { parent_sid: first.sid, uri: expect.stringMatching(/\/Media\/ME[0-9a-f]{32}\.json$/) },
    ]);
  });
});
