import { describe, expect, it } from 'vitest';
import { readClaims } from '../../ui/claims.ts';
import { axis } from '../../ui/kit/axis.ts';
import { matching, stepTo } from '../../ui/kit/choices.ts';
import { parseRoute, routeHash } from '../../ui/route.ts';

const choices = [
  { id: '1', label: 'Rosa Alvarez', detail: 'Bayside Dental' },
  { id: '2', label: 'Zoë Novak', detail: 'Harbor Legal', reason: 'No card on file.' },
  { id: '3', label: '(415) 555-0132' },
];
const found = (query: string) => matching(choices, query).map(choice => choice.id);

describe('A-1 searching a list', () => {
  it('finds people by any words, whatever the accents and the case', () => {
    expect(found('zoe')).toEqual(['2']);
    expect(found('dental ROSA')).toEqual(['1']);
    expect(found('dental zoe')).toEqual([]);
    expect(found('  ')).toEqual(['1', '2', '3']);
  });

  it('keeps those that cannot be chosen', () => {
    expect(found('harbor')).toEqual(['2']);
  });

  it('N-4 finds a number by any of its digits, however they are typed', () => {
    expect(found('5550132')).toEqual(['3']);
    expect(found('415-555')).toEqual(['3']);
    expect(found('999')).toEqual([]);
  });

  it('P-1 arrows go round the ends', () => {
    expect([stepTo('ArrowDown', 2, 3), stepTo('ArrowUp', 0, 3), stepTo('ArrowUp', -1, 3)]).toEqual([0, 2, 2]);
    expect(stepTo('ArrowDown', -1, 0)).toBe(-1);
  });
});

describe('A-15 an axis', () => {
  it.each([
    [
      [3, 97],
      [0, 50, 100],
    ],
    [
      [0, 0],
      [0, 1],
    ],
    [
      [-30, 60],
      [-50, 0, 50, 100],
    ],
    [[], [0, 1]],
  ])('for %j is marked %j', (values, marks) => {
    expect(axis(values)).toEqual(marks);
  });
});

describe('P-1 where the person is', () => {
  it('survives being written and read, whatever the ids are', () => {
    const route = { panel: 'numbers', path: ['num_1', 'a/b ü'] };
    expect(parseRoute(routeHash(route))).toEqual(route);
  });

  it('is nowhere for a fragment that is not ours', () => {
    expect(parseRoute('')).toEqual({ panel: '', path: [] });
    expect(parseRoute('#/%E0%A4%A')).toEqual({ panel: '%E0%A4%A', path: [] });
  });
});

describe('H-3 a token’s wishes', () => {
  it('are read when it is a JWS and nothing otherwise', () => {
    const payload = Buffer.from(JSON.stringify({ theme: 'dark', name: 'Zoë' })).toString('base64url');
    expect(readClaims(`h.${payload}.s`)).toEqual({ theme: 'dark', name: 'Zoë' });
    expect(readClaims('opaque')).toEqual({});
    expect(readClaims('a.!!!.c')).toEqual({});
  });
});
