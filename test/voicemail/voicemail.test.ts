import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { staffSetting, user, voicemail } from '../../schema/index.ts';
import { TwilioError } from '../../worker/edge/twilio.ts';
import { message as mail } from '../../worker/notification/rules/message.ts';
import { greetingLink, linkTo } from '../../worker/voicemail/link.ts';
import { voicemailNews } from '../../worker/voicemail/tell.ts';
import { type Desk, type Office, openDesk, phoneCompany, stranger } from '../inbox/desk.ts';

const MINUTE = 60_000;
const SOUND = 'the sound of a voice';
let isDown = false;
const asked: { sid: string; range: string | undefined }[] = [];
const carrier = {
  ...phoneCompany,
  fetchRecording: async (sid: string, range?: string) => {
    asked.push({ sid, range });
    if (isDown) throw new TwilioError(500, 0, 'broken');
    const headers = { 'content-type': 'audio/mpeg', 'accept-ranges': 'bytes', 'x-twilio': 'secret' };
    if (!range) return new Response(SOUND, { headers });
    return new Response(SOUND.slice(4, 9), { status: 206, headers: { ...headers, 'content-range': 'bytes 4-8/20' } });
  },
};

let desk: Desk;
let o: Office;
let other: string;
beforeAll(async () => {
  desk = await openDesk(carrier);
});
afterAll(() => desk.close());
beforeEach(async () => {
  isDown = false;
  asked.length = 0;
  o = await desk.office();
  other = stranger();
});

const linkFor = (userId: string, id: string, of = o) => desk.as(of, userId).post(`/voicemails/${id}/link`);
/** What a browser gets at an address, with no bearer. */
const listen = (url: string, at = desk.ctx.now, headers = {}) =>
  desk.as(o, o.staffId, at).raw('GET', new URL(url).pathname, undefined, headers);

describe('S-3 hearing a voicemail', () => {
  test('through our own address, which streams what Twilio has, and notes that it was heard', async () => {
    const id = await desk.left(o, await desk.came(o, other));
    const { body } = await linkFor(o.benId, id);
    expect(body).toEqual({
      url: expect.stringMatching(/^http:\/\/panel\.test\/audio\//),
      expiresAt: desk.ctx.now + 10 * MINUTE,
    });
    const answer = await listen(body.url);
    expect(await answer.text()).toBe(SOUND);
    expect(answer.headers.get('content-type')).toBe('audio/mpeg');
    expect(answer.headers.get('x-twilio')).toBeNull();
    expect(asked).toEqual([{ sid: `RE${id}`, range: undefined }]);
    const thread = await desk.as(o, o.benId).thread(other);
    expect(thread.body.records[0].voicemail).toEqual({ id, durationS: 7, heardAt: desk.ctx.now });
    await linkFor(o.ownerId, id);
    expect(await desk.acts(o, 'voicemail')).toEqual(['heard']);
  });

  test('from anywhere in it', async () => {
    const id = await desk.left(o, await desk.came(o, other));
    const { body } = await linkFor(o.staffId, id);
    const answer = await listen(body.url, desk.ctx.now, { range: 'bytes=4-8' });
    expect([answer.status, answer.headers.get('content-range'), await answer.text()]).toEqual([
      206,
      'bytes 4-8/20',
      SOUND.slice(4, 9),
    ]);
    expect(asked).toEqual([{ sid: `RE${id}`, range: 'bytes=4-8' }]);
  });

  test('an address works for ten minutes, for that voicemail, and only as we wrote it', async () => {
    const [one, two] = [
      await desk.left(o, await desk.came(o, other)),
      await desk.left(o, await desk.came(o, stranger())),
    ];
    const { url } = (await linkFor(o.staffId, one)).body;
    expect((await listen(url, desk.ctx.now + 10 * MINUTE - 1)).status).toBe(200);
    const late = await listen(url, desk.ctx.now + 10 * MINUTE);
    expect([late.status, (await late.json()).detail]).toEqual([403, expect.stringContaining('expired')]);
    const forged = [
      url.replace(one, two),
      url.replace(/\d{13}/, '9999999999999'),
      `${url}x`,
      url.replace('/audio/', '/media/'),
    ];
    for (const address of [...forged, 'http://panel.test/audio/x', 'http://panel.test/audio/a.b.c']) {
      expect((await listen(address)).status).toBe(403);
    }
  });

  test('U-7 whoever does not see the call does not hear the voicemail; T-1 nor does another tenant', async () => {
    const id = await desk.left(o, await desk.came(o, other));
    await desk.as(o, o.staffId).post(`/inbox/n-${other.slice(1)}/claim`);
    expect((await linkFor(o.benId, id)).status).toBe(404);
    expect((await linkFor(o.adminId, id)).status).toBe(200);
    const theirs = await desk.office();
    expect((await linkFor(theirs.ownerId, id, theirs)).status).toBe(404);
    expect(asked).toEqual([]);
  });

  test('a phone company that is away is said so', async () => {
    const id = await desk.left(o, await desk.came(o, other));
    isDown = true;
    const answer = await listen((await linkFor(o.staffId, id)).body.url);
    expect([answer.status, (await answer.json()).code]).toEqual([502, 'not_played']);
  });

  test('X-4 what came with a text is fetched from Twilio alone', async () => {
    const id = await desk.wrote(o, other, '', { media: ['https://elsewhere.example/a.jpg'] });
    const { body } = await desk.as(o, o.staffId).thread(other);
    expect(body.records[0].media).toEqual([expect.stringMatching(/^http:\/\/panel\.test\/media\//)]);
    expect((await listen(body.records[0].media[0])).status).toBe(404);
    const { url } = await linkTo(desk.ctx, { kind: 'media', id, index: 5 });
    expect((await listen(url)).status).toBe(404);
  });
});

describe('S-3 M-1 being told of a voicemail', () => {
  const left = (userId: string | null, more = {}) => {
    const { agencyId, subAccountId, e164 } = o;
    const base = { id: 'vml_1', agencyId, subAccountId, durationS: 67, from: other, to: e164 };
    return voicemailNews(desk.ctx, { ...base, userId, callerName: null, contactIds: [], ...more });
  };
  const mailed = async (userId: string | null) =>
    (await left(userId)).flatMap(({ effect }) => (effect.kind === 'mail' ? [effect.userId] : [])).sort();
  const setting = (userId: string, emailVoicemail: boolean) =>
    desk.ctx.db.read
      .insert(staffSetting)
      .values({ agencyId: o.agencyId, subAccountId: o.subAccountId, userId, emailVoicemail, updatedAt: 0 });

  test('one in a user’s own mailbox: that user, unless they do not want it', async () => {
    expect(await mailed(o.staffId)).toEqual([o.staffId]);
    await setting(o.staffId, false);
    expect(await mailed(o.staffId)).toEqual([]);
  });

  test('one in the sub-account’s: owner and admins who want it and are approved', async () => {
    expect(await mailed(null)).toEqual([o.ownerId, o.adminId].sort());
    await setting(o.adminId, false);
    expect(await mailed(null)).toEqual([o.ownerId]);
    await desk.ctx.db.read.update(user).set({ status: 'blocked' }).where(eq(user.id, o.ownerId));
    expect(await mailed(null)).toEqual([]);
  });

  test('C-2 it stands on the timeline of the caller’s contacts', async () => {
    const news = await left(null, { contactIds: ['con_1'] });
    expect(news.at(-1)).toMatchObject({
      lane: 'con_1',
      effect: { kind: 'timeline', entryKind: 'voicemail', key: 'voicemail:vml_1', durationS: 67 },
    });
  });

  test.each([
    ['an unknown caller', null, '+13125550177', 'Voicemail from +1 312 555 0177'],
    ['a contact', 'Zoë <b>', '+13125550177', 'Voicemail from Zoë <b> (+1 312 555 0177)'],
    [
      'a name of several lines',
      'Zoë\r\nBcc: x@y.example',
      '+13125550177',
      'Voicemail from Zoë Bcc: x@y.example (+1 312 555 0177)',
    ],
    ['a withheld number', null, 'anonymous', 'Voicemail from a withheld number'],
  ])('the mail says who, when and how long: %s', async (_who, callerName, from, subject) => {
    const [first] = await left(null, { from, callerName });
    if (first?.effect.kind !== 'mail') throw new Error('no mail');
    const written = mail('voicemail', first.effect.params, { name: 'Rosa', agency: 'Harbor', support: '' });
    expect(written.subject).toBe(subject);
    expect(written.text).toContain('1 min 7 s');
    expect(written.text).toContain('March 3, 2026 at 7:00');
    expect(written.html).not.toContain('<b>');
  });
});

test('N-10 a voicemail of another assignment’s holder is not there', async () => {
  const id = await desk.left(o, await desk.came(o, other));
  const theirs = await desk.office();
  await desk.ctx.db.read.update(voicemail).set({ subAccountId: theirs.subAccountId }).where(eq(voicemail.id, id));
  expect((await linkFor(o.ownerId, id)).status).toBe(404);
});

describe('S-2 a recorded greeting', () => {
  test('is played to callers from an address of our own, which needs no credentials of Twilio’s and never changes', async () => {
    const url = await greetingLink(desk.ctx, desk.ctx.env.TWILIO_ACCOUNT_SID, 'RE77');
    expect(url).toMatch(/^http:\/\/panel\.test\/greeting\//);
    expect(await greetingLink(desk.at(desk.ctx.now + 1), desk.ctx.env.TWILIO_ACCOUNT_SID, 'RE77')).toBe(url);
    const answer = await listen(url, desk.ctx.now + 24 * 60 * MINUTE);
    expect([answer.status, await answer.text(), answer.headers.get('content-type')]).toEqual([
      200,
      SOUND,
      'audio/mpeg',
    ]);
    expect(asked).toEqual([{ sid: 'RE77', range: undefined }]);
  });

  test('X-1 opens no other recording: neither by a changed address nor by one signed for listening', async () => {
    const url = await greetingLink(desk.ctx, desk.ctx.env.TWILIO_ACCOUNT_SID, 'RE77');
    const { url: audio } = await linkTo(desk.ctx, { kind: 'voicemail', id: 'vml_1' });
    for (const forged of [url.replace('RE77', 'RE78'), audio.replace('/audio/', '/greeting/')]) {
      expect((await listen(forged)).status).toBe(403);
    }
    expect(asked).toEqual([]);
  });
});
