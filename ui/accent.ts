/** OKLCH arithmetic: enough to check contrast, and to make an agency's accent legible in both themes. */

export interface Oklch {
  l: number;
  c: number;
  h: number;
}

type Rgb = readonly [number, number, number];

/** WCAG relative luminance of linear sRGB. */
const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b;

/** Linear sRGB, clipped to the gamut as a display does. Matrices: Björn Ottosson, "A perceptual color space", 2020. */
function linear({ l, c, h }: Oklch): Rgb {
  const a = c * Math.cos((h * Math.PI) / 180);
  const b = c * Math.sin((h * Math.PI) / 180);
  const x = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const y = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const z = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (n: number) => Math.min(1, Math.max(0, n));
  return [
    clip(4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z),
    clip(-1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z),
    clip(-0.0041960863 * x - 0.7034186147 * y + 1.707614701 * z),
  ];
}

/** WCAG contrast ratio, 1–21. */
export function contrast(one: Oklch, other: Oklch): number {
  const [a, b] = [luminance(linear(one)), luminance(linear(other))];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** "#rrggbb" as OKLCH; undefined when it is not one. */
export function fromHex(hex: string): Oklch | undefined {
  const parts = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(hex);
  if (!parts) return undefined;
  const lin = (part: string | undefined) => {
    const n = Number.parseInt(part ?? '0', 16) / 255;
    return n <= 0.04045 ? n / 12.92 : ((n + 0.055) / 1.055) ** 2.4;
  };
  const [r, g, b] = [lin(parts[1]), lin(parts[2]), lin(parts[3])];
  const x = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const y = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const z = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const a = 1.9779984951 * x - 2.428592205 * y + 0.4505937099 * z;
  const bb = 0.0259040371 * x + 0.7827717662 * y - 0.808675766 * z;
  return {
    l: 0.2104542553 * x + 0.793617785 * y - 0.0040720468 * z,
    c: Math.hypot(a, bb),
    h: ((Math.atan2(bb, a) * 180) / Math.PI + 360) % 360,
  };
}

/** The colour, made lighter or darker until it has that contrast against the background. */
export function legible(colour: Oklch, against: Oklch, ratio: number, direction: 'lighter' | 'darker'): Oklch {
  let result = colour;
  const step = direction === 'lighter' ? 0.01 : -0.01;
  while (contrast(result, against) < ratio) {
    const l = Math.min(1, Math.max(0, result.l + step));
    if (l === result.l) break; // black or white: as far as it goes
    result = { ...result, l };
  }
  return result;
}

const white: Oklch = { l: 1, c: 0, h: 0 };
/** The darkest and the lightest ground that accent text stands on in dark and in light (tokens.css: raised, sunken). */
const darkGround: Oklch = { l: 0.268, c: 0.009, h: 265 };
const lightGround: Oklch = { l: 0.955, c: 0.004, h: 265 };

const css = ({ l, c, h }: Oklch) => `oklch(${l.toFixed(3)} ${c.toFixed(3)} ${h.toFixed(1)})`;

/** The accent tokens made from an agency's colour; every pair keeps 4.5:1 whatever the colour is. */
export function accentTokens(hex: string): Record<string, string> | undefined {
  const colour = fromHex(hex);
  if (!colour) return undefined;
  const fill = legible(colour, white, 4.5, 'darker');
  const deeper = { ...fill, l: Math.max(0, fill.l - 0.05) };
  const inkLight = legible(colour, lightGround, 4.5, 'darker');
  const inkDark = legible(colour, darkGround, 4.5, 'lighter');
  return {
    '--accent-fill': css(fill),
    '--accent-fill-2': css(deeper),
    '--accent-ink': `light-dark(${css(inkLight)}, ${css(inkDark)})`,
    '--accent-tint': `light-dark(${css({ ...colour, l: 0.965, c: Math.min(colour.c, 0.016) })}, ${css({ ...colour, l: 0.285, c: Math.min(colour.c, 0.045) })})`,
  };
}

/** Gives the panel the agency's accent; a value that is no colour changes nothing. */
export function setAgencyAccent(hex: string): void {
  for (const [name, value] of Object.entries(accentTokens(hex) ?? {})) {
    document.documentElement.style.setProperty(name, value);
  }
}
