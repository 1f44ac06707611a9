import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { accentTokens, contrast, fromHex, type Oklch } from '../../ui/accent.ts';

const css = readFileSync(new URL('../../ui/tokens.css', import.meta.url), 'utf8');

function colour(text: string): Oklch {
  const [, l, c, h] = /oklch\(([\d.]+) ([\d.]+) ([\d.]+)/.exec(text) ?? [];
  if (h === undefined) throw new Error(`not a colour: ${text}`);
  return { l: Number(l), c: Number(c), h: Number(h) };
}

function token(name: string, theme: 'light' | 'dark', from = css): Oklch {
  const value = new RegExp(`${name}: ([^;]+);`).exec(from)?.[1];
  if (!value) throw new Error(`no token ${name}`);
  const both = value.match(/oklch\([^)]*\)/g) ?? [];
  return colour((theme === 'dark' ? (both[1] ?? both[0]) : both[0]) ?? '');
}

const grounds = ['--page', '--surface', '--raised', '--sunken', '--hover'];
const texts = ['--ink', '--ink-2', '--ink-3', '--accent-ink', '--good-ink', '--wait-ink', '--bad-ink', '--info-ink'];

describe.each(['light', 'dark'] as const)('P-1 in the %s theme', theme => {
  it.each(texts)('%s is legible on every ground', name => {
    for (const ground of grounds) {
      expect(contrast(token(name, theme), token(ground, theme)), ground).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(['good', 'wait', 'bad', 'info'])('%s words are legible on their own tint', meaning => {
    const tint = token(`--${meaning}-tint`, theme);
    for (const text of [`--${meaning}-ink`, '--ink']) {
      expect(contrast(token(text, theme), tint), text).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(['--accent-fill', '--accent-fill-2', '--bad-fill', '--bad-fill-2'])('white is legible on %s', name => {
    expect(contrast(token('--accent-on', theme), token(name, theme))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['--control-line', '--accent-ink'])('%s shows a control or its focus at 3:1', name => {
    for (const ground of ['--page', '--surface', '--raised']) {
      expect(contrast(token(name, theme), token(ground, theme)), ground).toBeGreaterThanOrEqual(3);
    }
  });
});

describe('an agency’s accent', () => {
  it.each(['#ffe600', '#000000', '#ffffff', '#00aa77', '#7f7f7f', '#0000ff'])(
    '%s is made legible in both themes',
    hex => {
      const made = Object.entries(accentTokens(hex) ?? {})
        .map(([name, value]) => `${name}: ${value};`)
        .join('\n');
      const white = colour('oklch(1 0 0)');
      for (const theme of ['light', 'dark'] as const) {
        expect(contrast(white, token('--accent-fill', theme, made))).toBeGreaterThanOrEqual(4.45);
        for (const ground of grounds) {
          expect(contrast(token('--accent-ink', theme, made), token(ground, theme)), ground).toBeGreaterThanOrEqual(
            4.45,
          );
        }
      }
    },
  );

  it('reads hex exactly enough to give the same contrast back', () => {
    expect(contrast(fromHex('#ffffff') ?? colour(''), fromHex('#000000') ?? colour(''))).toBeCloseTo(21, 1);
    expect(contrast(fromHex('#767676') ?? colour(''), fromHex('#ffffff') ?? colour(''))).toBeCloseTo(4.54, 1);
  });

  it('is ignored when it is no colour', () => {
    expect(accentTokens('red; background: url(x)')).toBeUndefined();
  });
});
