/** How a text is cut for the network: GSM 7-bit letters, else UCS-2; longer ones in parts with a header each. */
const GSM =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
/** Take two places each. */
const GSM_TWO = '^{}\\[~]|€\f';

export interface Size {
  /** As people and the sending limit count. */
  characters: number;
  /** Texts the carrier makes of it, and bills. */
  parts: number;
  /** Holds letters outside the network's own alphabet, which leaves room for fewer. */
  special: boolean;
}

export function sizeOf(body: string): Size {
  const special = [...body].some(letter => !GSM.includes(letter) && !GSM_TWO.includes(letter));
  const widths = [...body].map(letter => (special ? letter.length : GSM_TWO.includes(letter) ? 2 : 1));
  const [alone, inPart] = special ? [70, 67] : [160, 153];
  const total = widths.reduce((sum, width) => sum + width, 0);
  return { characters: body.length, parts: total <= alone ? 1 : partsOf(widths, inPart), special };
}

/** No letter is cut in two, so a part may end early. */
function partsOf(widths: readonly number[], room: number): number {
  let parts = 1;
  let used = 0;
  for (const width of widths) {
    if (used + width > room) {
      parts += 1;
      used = 0;
    }
    used += width;
  }
  return parts;
}
