import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ANN, BEN, type CallStand, callStand, twiml } from './calling.ts';

let s: CallStand;
beforeEach(async () => {
  s = await callStand();
});
afterEach(() => s.close());

describe('ring groups and whispers', () => {
  const group = (whisper = '') =>
    s.on('/voice', () =>
      twiml(
        `<Dial timeout="20" action="/after"><Number ${whisper}>${ANN}</Number><Number ${whisper}>${BEN}</Number></Dial>`,
      ),
    );
  beforeEach(() => {
    s.on('/after', () => twiml(''));
    s.on('/whisper', () =>
      twiml('<Gather numDigits="1" timeout="3" action="/pressed"><Say>Press 1</Say></Gather><Hangup/>'),
    );
    s.on('/pressed', asked => twiml(asked.params.Digits === '1' ? '' : '<Hangup/>'));
  });

  test('R-11 first to pick up wins, the rest stop ringing', async () => {
    group();
    s.twilio.phone(BEN).script = 'answer';
    const view = await s.call();
    expect(view.legs).toMatchObject([
      { to: ANN, status: 'canceled', answered: false, bridged: false },
      { to: BEN, status: 'completed', answered: true, bridged: true },
    ]);
  });

  test('R-11 with press 1, a mailbox that picks up first does not win', async () => {
    group('url="/whisper"');
    s.twilio.phone(ANN).script = 'mailbox';
    s.twilio.phone(BEN).script = 'press1';
    const view = await s.call();
    const ben = view.legs.find(l => l.to === BEN);
    expect(ben).toMatchObject({ bridged: true, pressed: '1', said: ['Press 1'] });
    expect(view.legs.find(l => l.to === ANN)).toMatchObject({ bridged: false, status: 'completed' });
    expect(s.to('/after')).toMatchObject({ DialCallSid: ben?.sid, DialBridged: 'true' });
    expect(s.to('/whisper')).toMatchObject({
      ParentCallSid: view.sid,
      Direction: 'outbound-dial',
      CallStatus: 'in-progress',
    });
  });

  test('R-11 two in the whisper at once: only the first to accept is put through', async () => {
    group('url="/whisper"');
    s.twilio.phone(ANN).script = 'press1';
    s.twilio.phone(BEN).script = 'press1';
    const view = await s.call();
    expect(view.legs.filter(l => l.bridged)).toHaveLength(1);
    expect(view.legs.every(l => l.answered && l.status === 'completed')).toBe(true);
  });

  test('R-11 a whisper nobody accepts: completed, but not bridged', async () => {
    group('url="/whisper"');
    s.twilio.phone(ANN).script = 'mailbox';
    const view = await s.call();
    expect(s.to('/after')).toMatchObject({ DialCallStatus: 'completed', DialBridged: 'false' });
    expect(view.legs).toMatchObject([{ status: 'completed', bridged: false }, { status: 'no-answer' }]);
    expect(view.legs[1]?.rangMs).toBeGreaterThanOrEqual(19_000);
  });

  test('R-11 a whisper that cannot be fetched frees the leg', async () => {
    group('url="/gone"');
    s.twilio.phone(ANN).script = 'press1';
    expect((await s.call()).legs[0]).toMatchObject({ bridged: false, status: 'completed' });
  });

  test('R-11 no more than ten phones at once', async () => {
    const eleven = Array.from({ length: 11 }, (_, n) => `<Number>+120655501${n + 10}</Number>`).join('');
    s.on('/voice', () => twiml(`<Dial action="/after">${eleven}</Dial>`));
    expect((await s.call()).legs).toEqual([]);
    expect(s.to('/after')).toMatchObject({ DialCallStatus: 'failed' });
  });

  test('R-12 status callbacks can be swallowed, doubled, or come backwards', async () => {
    s.on('/leg', () => '');
    s.on('/voice', () =>
      twiml(
        `<Dial><Number statusCallback="/leg" statusCallbackEvent="initiated ringing answered completed">${ANN}</Number></Dial>`,
      ),
    );
    s.twilio.phone(ANN).script = 'answer';
    const events = () => s.asked.filter(a => a.path === '/leg').map(a => a.params.CallStatus);
    s.twilio.callbacks.mode = 'off';
    await s.call();
    expect(events()).toEqual([]);
    s.twilio.callbacks.mode = 'duplicate';
    await s.call();
    expect(events().filter(e => e === 'completed')).toHaveLength(2);
    s.asked.length = 0;
    s.twilio.callbacks.mode = 'reorder';
    await s.call();
    expect(events()).toEqual(['completed', 'in-progress', 'ringing', 'initiated']);
  });
});
