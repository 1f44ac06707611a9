import { describe, expect, test } from 'vitest';
import { checkAgentTwiml } from '../../../worker/routing/rules/agent-twiml.ts';
import { readXml, writeXml } from '../../../worker/routing/rules/xml.ts';

const SOURCE = 'https://voice.example.com/answer';
const check = (inner: string, over: object = {}) =>
  checkAgentTwiml(`<?xml version="1.0"?><Response>${inner}</Response>`, {
    source: SOURCE,
    fetched: url => `https://panel.test/agent?u=${encodeURIComponent(url)}`,
    next: 'https://panel.test/next',
    callerId: '+12125550177',
    allowedCountries: ['US'],
    ownNumbers: ['+14155550100'],
    ...over,
  });
const said = (inner: string) => {
  const result = check(inner);
  return result.ok ? result.twiml.replace(/^.*<Response>/, '').replace('</Response>', '') : `refused: ${result.why}`;
};

describe('R-2 what an agent’s webhook may say', () => {
  test('R-2 control comes back when its document ends', () => {
    expect(said('<Say voice="alice">Hello &amp; welcome</Say>')).toBe(
      '<Say voice="alice">Hello &amp; welcome</Say><Redirect method="POST">https://panel.test/next</Redirect>',
    );
    expect(said('')).toBe('<Redirect method="POST">https://panel.test/next</Redirect>');
    expect(said('<Say>Bye</Say><Hangup/>')).toBe('<Say>Bye</Say><Hangup/>');
  });

  test('R-2 what it asks next goes through us, so that the next document is checked too', () => {
    expect(said('<Gather numDigits="1" action="/menu?x=1"><Say>Press</Say></Gather>')).toContain(
      'action="https://panel.test/agent?u=https%3A%2F%2Fvoice.example.com%2Fmenu%3Fx%3D1"',
    );
    expect(said('<Redirect>/again</Redirect>')).toBe(
      '<Redirect method="POST">https://panel.test/agent?u=https%3A%2F%2Fvoice.example.com%2Fagain</Redirect>',
    );
    expect(said('<Gather/>')).toContain(encodeURIComponent(SOURCE));
  });

  test('R-2 it may pass the call on to a number that may be dialled, as we dial', () => {
    const twiml = said(
      '<Dial timeout="500" callerId="+19995550100" action="https://evil.example/x">+12125550142</Dial>',
    );
    expect(twiml).toContain('<Number>+12125550142</Number></Dial>');
    expect(twiml).toContain('timeout="60" callerId="+12125550177"');
    expect(twiml).toContain('action="https://panel.test/next"');
    expect(twiml).not.toContain('evil');
  });

  test.each([
    ['R-14 an emergency number', '<Dial>911</Dial>'],
    ['R-14 a country that is not allowed', '<Dial><Number>+442079460958</Number></Dial>'],
    ['R-14 a premium number', '<Dial>+19005550100</Dial>'],
    ['R-13 one of our own numbers', '<Dial>+14155550100</Dial>'],
    ['R-2 a SIP target', '<Dial><Sip>sip:a@b.example</Sip></Dial>'],
    ['R-2 more than five at once', `<Dial>${'<Number>+12125550142</Number>'.repeat(6)}</Dial>`],
    ['R-2 recording', '<Record/>'],
    ['R-2 a verb nobody knows', '<Fly/>'],
    ['R-2 payment', '<Pay/>'],
    ['R-2 another origin', '<Redirect>https://other.example/x</Redirect>'],
    ['R-2 another origin in Gather', '<Gather action="http://voice.example.com/x"/>'],
    ['R-2 sound over http', '<Play>http://voice.example.com/x.mp3</Play>'],
    ['R-2 Dial inside Gather', '<Gather><Dial>+12125550142</Dial></Gather>'],
  ])('%s is refused', (_, inner) => {
    expect(check(inner).ok).toBe(false);
  });

  test.each([
    '',
    'hello',
    '<Response>',
    '<Response/><Response/>',
    '<!DOCTYPE x><Response/>',
    '<Say>x</Say>',
    '<Response>&x;</Response>',
  ])('R-2 %j is no TwiML', source => {
    const rules = { source: SOURCE, fetched: () => '', next: '', callerId: '' };
    expect(checkAgentTwiml(source, rules)).toEqual({ ok: false, code: 'no_twiml', why: 'it is not TwiML' });
  });
});

describe('X-6 reading XML', () => {
  test('X-6 attributes, entities, comments and literal text are read', () => {
    const root = readXml(
      '\ufeff<?xml version="1.0"?><a x="1 &lt; 2" y=\'"\'><!-- no --><b/>t&#233;<![CDATA[<c>]]></a>',
    );
    expect(root).toEqual({
      name: 'a',
      attributes: { x: '1 < 2', y: '"' },
      children: [{ name: 'b', attributes: {}, children: [], text: '' }],
      text: 'té<c>',
    });
    expect(root && readXml(writeXml(root))).toEqual(root);
  });

  test.each(['<a><b></a></b>', '<a x="1" x="2"/>', '<a', '<a>&bad;</a>', 'x<a/>', '<a/>x', '<a b=c/>', '</a>'])(
    'X-6 %s is not well-formed',
    source => expect(readXml(source)).toBeUndefined(),
  );
});
