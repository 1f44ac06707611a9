/** A small strict reader of XML, for TwiML that somebody else wrote: elements, attributes, text, comments, the five entities. */
export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  /** All text directly inside, trimmed. */
  text: string;
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const PART =
  /<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\/([\w.:-]+)\s*>|<([A-Za-z_][\w.:-]*)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y;
const ATTRIBUTE = /([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** @returns the root element; undefined for anything that is not one well-formed document */
export function readXml(source: string): XmlElement | undefined {
  const top: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open: XmlElement[] = [top];
  const text = source.replace(/^\ufeff/, '');
  PART.lastIndex = 0;
  for (let at = 0; at < text.length; at = PART.lastIndex) {
    PART.lastIndex = at;
    const part = PART.exec(text);
    const inside = open.at(-1);
    if (!part || !inside) return undefined;
    const [, literal, closing, opening, attributes = '', isEmpty, plain] = part;
    if (closing !== undefined) {
      if (open.length < 2 || inside.name !== closing) return undefined;
      inside.text = inside.text.trim();
      open.pop();
    } else if (opening !== undefined) {
      const element = elementOf(opening, attributes);
      if (!element) return undefined;
      inside.children.push(element);
      if (!isEmpty) open.push(element);
    } else if (literal !== undefined) inside.text += literal;
    else if (plain !== undefined) {
      const words = unescaped(plain);
      if (words === undefined) return undefined;
      inside.text += words;
    }
  }
  const [root, ...more] = top.children;
  return open.length === 1 && !more.length && !top.text.trim() ? root : undefined;
}

function elementOf(name: string, written: string): XmlElement | undefined {
  const attributes: Record<string, string> = {};
  for (const [, key = '', double, single] of written.matchAll(ATTRIBUTE)) {
    const value = unescaped(double ?? single ?? '');
    if (value === undefined || Object.hasOwn(attributes, key)) return undefined;
    attributes[key] = value;
  }
  return { name, attributes, children: [], text: '' };
}

function unescaped(raw: string): string | undefined {
  if (/&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-fA-F]{1,6});)/.test(raw)) return undefined;
  return raw.replace(/&(#x)?(#)?(\w+);/g, (_, hex: string | undefined, decimal: string | undefined, name: string) => {
    if (!hex && !decimal) return ENTITIES[name] ?? '';
    const code = Number.parseInt(name, hex ? 16 : 10);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

/** Writes an element as XML. */
export function writeXml({ name, attributes, children, text }: XmlElement): string {
  return element(name, attributes, [escaped(text), ...children.map(writeXml)], 'raw');
}

/** An element as text. @param how whether what is inside is words, to be escaped, or XML already */
export function element(
  name: string,
  attributes: Record<string, string | number | boolean> = {},
  inside: readonly string[] = [],
  how: 'words' | 'raw' = 'words',
): string {
  let open = `<${name}`;
  for (const key of Object.keys(attributes)) open += ` ${key}="${escaped(String(attributes[key]))}"`;
  const held = how === 'raw' ? inside.join('') : escaped(inside.join(''));
  return held ? `${open}>${held}</${name}>` : `${open}/>`;
}

const REFERENCE: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

const SPECIAL = /[&<>"\p{Cc}\p{Cs}\ufffe\uffff]/u;
const EACH_SPECIAL = new RegExp(SPECIAL, 'gu');

/** Characters that XML has no way to write are left out. */
function escaped(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return text.replace(EACH_SPECIAL, char => REFERENCE[char] ?? '');
}
