import { expect, test } from 'vitest';
import { originOf } from '../../../worker/host/rules/domain.ts';

test.each([
  ['app.example.com', 'https://app.example.com'],
  ['https://app.example.com/', 'https://app.example.com'],
  ['  APP.Example.COM ', 'https://app.example.com'],
  ['crm.ñandú.example', 'https://crm.xn--and-6ma2c.example'],
  ['a.b.c.example.co.uk', 'https://a.b.c.example.co.uk'],
])('H-3 the domain %s may be listed', (typed, origin) => {
  expect(originOf(typed)).toBe(origin);
});

test.each([
  ['nothing', ''],
  ['a single word', 'example'],
  ['a wildcard', '*.example.com'],
  ['an unencrypted site', 'http://app.example.com'],
  ['a port', 'app.example.com:8443'],
  ['a page', 'app.example.com/login'],
  ['a query', 'app.example.com?x=1'],
  ['somebody in front', 'me@app.example.com'],
  ['an address', '10.0.0.1'],
  ['an address in disguise', '0x7f.1'],
  ['an IPv6 address', '[::1]'],
  ['this machine', 'localhost'],
  ['a name of a house’s own', 'crm.local'],
  ['two policies in one', 'a.example.com; script-src *'],
  ['a second source', "a.example.com 'self'"],
  ['another scheme', 'javascript:alert(1)'],
])('H-3 %s is no domain to list: %s', (_what, typed) => {
  expect(originOf(typed)).toBeUndefined();
});

test('the sandbox runs on this machine’s names', () => {
  expect(originOf('http://localhost:8607', true)).toBe('http://localhost:8607');
  expect(originOf('http://10.0.0.1:8607', true)).toBeUndefined();
});
