import { describe, expect, test } from 'vitest';
import { readXml } from './xml.ts';

describe('the TwiML reader', () => {
  test('reads elements, attributes, entities and CDATA', () => {
    const root = readXml(`\uFEFF<?xml version="1.0" encoding="UTF-8"?>
      <!-- hello --><Response><Say voice='alice' language="en-GB">Tom &amp; Ann &#233;<![CDATA[ <3]]></Say><Dial>
        <Number url="https://a.test/?x=1&amp;y=2">+12125550123</Number><Hangup /></Dial></Response>`);
    expect(root.name).toBe('Response');
    expect(root.children[0]).toMatchObject({ name: 'Say', attributes: { voice: 'alice', language: 'en-GB' } });
    expect(root.children[0]?.text).toBe('Tom & Ann é <3');
    expect(root.children[1]?.children[0]?.attributes.url).toBe('https://a.test/?x=1&y=2');
    expect(root.children[1]?.children[1]?.name).toBe('Hangup');
  });

  test.each([
    ['<Response><Say>hi</Response>'],
    ['<Response>'],
    ['<Response/><Response/>'],
    ['<Response/> tail'],
    ['not found'],
    [''],
    ['<!DOCTYPE x [<!ENTITY a "b">]><Response>&a;</Response>'],
    ['<Response>Tom & Ann</Response>'],
    ['<Response>&nbsp;</Response>'],
    ['<Response a=1/>'],
    ['<Response a="1" a="2"/>'],
    ['{"error":"x"}'],
  ])('refuses %s', source => {
    expect(() => readXml(source)).toThrow(/at character/);
  });
});
