import { isValidPhoneNumber } from 'libphonenumber-js/max';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Stand, stand } from '../stand.ts';
import { inventory } from './inventory.ts';
import { containsPattern } from './search.ts';

let s: Stand;
beforeAll(async () => {
  s = await stand();
});
afterAll(() => s.close());

const search = async (query: string) => (await s.api('GET', `/AvailablePhoneNumbers/${query}`)).body;

describe('the inventory', () => {
  test('N-1 every number on sale is valid by its country and sold once', () => {
    const all = inventory();
    expect(all.length).toBeGreaterThan(2500);
    expect(all.filter(n => !isValidPhoneNumber(n.e164))).toEqual([]);
    expect(new Set(all.map(n => n.e164)).size).toBe(all.length);
  });

  test('N-1 each country sells what Twilio sells there', async () => {
    for (const [path, count] of [
      ['US/Local', 1],
      ['US/TollFree', 1],
      ['CA/Local', 1],
      ['GB/Mobile', 1],
      ['AU/Local', 1],
      ['DE/Local', 1],
    ] as const) {
      const { available_phone_numbers: found } = await search(`${path}.json?PageSize=${count}`);
      expect(found).toHaveLength(count);
    }
    expect((await s.api('GET', '/AvailablePhoneNumbers/US/Mobile.json')).body).toMatchObject({
      code: 20404,
      status: 404,
    });
    expect((await search('DE/Local.json')).available_phone_numbers[0]?.address_requirements).toBe('local');
  });

  test('N-1 search by area code, pattern and capability', async () => {
    const { available_phone_numbers: byCode } = await search('US/Local.json?AreaCode=415&PageSize=50');
    expect(byCode.length).toBeGreaterThan(20);
    expect(byCode[0]).toMatchObject({ locality: 'San Francisco', region: 'CA', iso_country: 'US' });
    expect(byCode.every(n => n.phone_number.startsWith('+1415'))).toBe(true);
    const { available_phone_numbers: both } = await search(
      'US/Local.json?AreaCode=415&SmsEnabled=true&VoiceEnabled=true',
    );
    expect(both.every(n => n.capabilities.SMS)).toBe(true);
    expect(both.length).toBeLessThan(byCode.length);
    expect((await search('US/Local.json?AreaCode=999')).available_phone_numbers).toEqual([]);
    const { available_phone_numbers: ending } = await search('US/Local.json?Contains=7*');
    expect(ending.length).toBeGreaterThan(0);
  });

  test('Contains knows wildcards, keypad letters and a fixed start', () => {
    expect(containsPattern('+1415*00').test('+14152000000')).toBe(true);
    expect(containsPattern('+415').test('+14152000000')).toBe(false);
    expect(containsPattern('PIZZA').source).toBe('74992');
    expect(containsPattern('SUV').source).toBe('788');
  });

  test('N-1 prices per country and type, in dollars', async () => {
    const { body } = await s.api('GET', '/v1/PhoneNumbers/Countries/US');
    expect(body).toMatchObject({ iso_country: 'US', price_unit: 'USD' });
    expect(body.phone_number_prices).toContainEqual({
      number_type: 'local',
      base_price: '1.15',
      current_price: '1.15',
    });
    s.twilio.setPrice('US', 'local', '1.40');
    const later = await s.api('GET', '/v1/PhoneNumbers/Countries/us');
    expect(later.body.phone_number_prices[0]).toMatchObject({ base_price: '1.15', current_price: '1.40' });
  });
});

describe('buying and holding', () => {
  test('N-2 a number is bought with all its addresses, vanishes from sale, and comes back when released', async () => {
    const first = async () =>
      (await search('US/Local.json?AreaCode=512&PageSize=1')).available_phone_numbers[0]?.phone_number ?? '';
    const e164 = await first();
    const urls = {
      VoiceUrl: 'https://w.test/voice',
      VoiceFallbackUrl: 'https://f.test/voice',
      SmsUrl: 'https://w.test/text',
      StatusCallback: 'https://w.test/status',
    };
    const bought = await s.api('POST', '/IncomingPhoneNumbers.json', { PhoneNumber: e164, ...urls });
    expect(bought.status).toBe(201);
    expect(bought.body).toMatchObject({
      phone_number: e164,
      voice_url: urls.VoiceUrl,
      sms_url: urls.SmsUrl,
      voice_method: 'POST',
    });
    expect(bought.body.voice_fallback_url).toBe(urls.VoiceFallbackUrl);
    expect(bought.body.status_callback).toBe(urls.StatusCallback);
    expect(await first()).not.toBe(e164);
    const again = await s.api('POST', '/IncomingPhoneNumbers.json', { PhoneNumber: e164 });
    expect(again).toMatchObject({ status: 400, body: { code: 21422, status: 400 } });

    const path = `/IncomingPhoneNumbers/${bought.body.sid}.json`;
    const changed = await s.api('POST', path, { FriendlyName: 'Front desk', SmsUrl: '' });
    expect(changed.body).toMatchObject({ friendly_name: 'Front desk', sms_url: '', voice_url: urls.VoiceUrl });
    const found = await s.api('GET', `/IncomingPhoneNumbers.json?PhoneNumber=${encodeURIComponent(e164)}`);
    expect(found.body.incoming_phone_numbers.map(n => n.sid)).toEqual([bought.body.sid]);
    expect((await s.api('DELETE', path)).status).toBe(204);
    expect((await s.api('GET', path)).body.code).toBe(20404);
    expect(await first()).toBe(e164);
  });

  test('a number with address requirements is refused without a local address', async () => {
    const e164 = (await search('DE/Local.json?PageSize=1')).available_phone_numbers[0]?.phone_number ?? '';
    const bare = await s.api('POST', '/IncomingPhoneNumbers.json', { PhoneNumber: e164 });
    expect(bare.body.code).toBe(21631);
    const address = {
      CustomerName: 'A',
      Street: 'B 1',
      City: 'Berlin',
      Region: 'BE',
      PostalCode: '10115',
      IsoCountry: 'DE',
    };
    const { body } = await s.api('POST', '/Addresses.json', address);
    const addressed = { PhoneNumber: e164, AddressSid: body.sid };
    expect((await s.api('POST', '/IncomingPhoneNumbers.json', addressed)).body.code).toBe(21649);
    const bundle = s.twilio.addBundle('DE', 'local');
    const bought = await s.api('POST', '/IncomingPhoneNumbers.json', { ...addressed, BundleSid: bundle.sid });
    expect(bought).toMatchObject({ status: 201, body: { address_sid: body.sid } });
  });

  test('what cannot be bought is refused in Twilio’s words', async () => {
    const buy = async (fields: Record<string, string>) =>
      (await s.api('POST', '/IncomingPhoneNumbers.json', fields)).body.code;
    expect(await buy({ PhoneNumber: '+12125550100' })).toBe(21422);
    expect(await buy({ PhoneNumber: 'hello' })).toBe(21421);
    expect(await buy({ AreaCode: '999' })).toBe(21452);
    expect(await buy({})).toBe(21450);
    expect(await buy({ AreaCode: '212', VoiceUrl: 'nope' })).toBe(21502);
  });

  test('N-3 a list is paged with next_page_uri', async () => {
    for (const areaCode of ['617', '617', '617'])
      await s.api('POST', '/IncomingPhoneNumbers.json', { AreaCode: areaCode });
    const one = await s.api('GET', '/IncomingPhoneNumbers.json?PageSize=2');
    expect(one.body.incoming_phone_numbers).toHaveLength(2);
    const next = String(one.body.next_page_uri).replace(/^.*\/Accounts\/\w+/, '');
    const two = await s.api('GET', next);
    expect(two.body.incoming_phone_numbers.length).toBeGreaterThan(0);
    expect(two.body.page).toBe(1);
  });

  test('X-1 nobody gets in without the account’s token, nor into another account', async () => {
    const ask = (sid: string, token: string, account = sid) =>
      fetch(`${s.origin}/2010-04-01/Accounts/${account}/IncomingPhoneNumbers.json`, {
        headers: { authorization: `Basic ${Buffer.from(`${sid}:${token}`).toString('base64')}` },
      });
    const stranger = await ask('AC1', 'x');
    expect(stranger.status).toBe(401);
    expect(await stranger.json()).toMatchObject({ code: 20003, status: 401, more_info: expect.any(String) });
    s.twilio.addAccount({ sid: 'ACother', token: 'other' });
    expect(await (await ask('ACother', 'other')).json()).toMatchObject({ incoming_phone_numbers: [] });
    expect((await ask('ACother', 'other', `AC${'a'.repeat(32)}`)).status).toBe(404);
  });
});
