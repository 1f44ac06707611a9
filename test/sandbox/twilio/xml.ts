/**
 * A small strict reader for TwiML: elements, attributes, text, comments, CDATA and the five named entities.
 * Document types, foreign entities, unclosed or misnested tags and text after the root are refused, as a telephone
 * network would refuse them.
 */
export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  /** All text directly inside, trimmed. */
  text: string;
}

export class XmlError extends Error {
  override name = 'XmlError';
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const NAME = /[A-Za-z_][\w.:-]*/y;
const ATTRIBUTE = /\s+([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;

/** Reads one XML document and returns its root element; throws `XmlError` saying where it broke. */
export function readXml(source: string): XmlElement {
  const root: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open: XmlElement[] = [root];
  let at = source.charCodeAt(0) === 0xfeff ? 1 : 0;
  const refuse = (why: string): never => {
    throw new XmlError(`${why} at character ${at}`);
  };
  const top = () => open.at(-1) ?? root;
  const through = (from: number, end: string): string => {
    const found = source.indexOf(end, from);
    if (found < 0) refuse(`"${end}" is missing`);
    at = found + end.length;
    return source.slice(from, found);
  };

  const addText = (raw: string, literal: boolean) => {
    if (top() === root && raw.trim() !== '') refuse('text outside of the root element');
    top().text += literal ? raw : plainText(raw, refuse);
  };
  const openTag = () => {
    const [element, next] = readTag(source, at + 1, refuse);
    if (top() === root && root.children.length > 0) refuse('a second root element');
    top().children.push(element);
    at = next;
    if (source.startsWith('/>', at)) at += 2;
    else if (source[at] === '>') {
      at += 1;
      open.push(element);
    } else refuse(`the tag <${element.name}> is malformed`);
  };
  const closeTag = () => {
    const name = through(at + 2, '>').trim();
    if (open.length < 2 || top().name !== name) refuse(`</${name}> closes nothing`);
    top().text = top().text.trim();
    open.pop();
  };

  while (at < source.length) {
    if (source.startsWith('<?', at)) through(at + 2, '?>');
    else if (source.startsWith('<!--', at)) through(at + 4, '-->');
    else if (source.startsWith('<![CDATA[', at)) addText(through(at + 9, ']]>'), true);
    else if (source.startsWith('<!', at)) refuse('document types are not allowed');
    else if (source.startsWith('</', at)) closeTag();
    else if (source[at] === '<') openTag();
    else {
      const next = source.indexOf('<', at);
      const end = next < 0 ? source.length : next;
      addText(source.slice(at, end), false);
      at = end;
    }
  }
  if (open.length > 1) refuse(`<${top().name}> is not closed`);
  return root.children[0] ?? refuse('there is no root element');
}

type Refuse = (why: string) => never;

function readTag(source: string, from: number, refuse: Refuse): [XmlElement, number] {
  NAME.lastIndex = from;
  const name = NAME.exec(source)?.[0] ?? refuse('a tag without a name');
  const element: XmlElement = { name, attributes: {}, children: [], text: '' };
  let at = from + name.length;
  for (;;) {
    ATTRIBUTE.lastIndex = at;
    const found = ATTRIBUTE.exec(source);
    if (!found) break;
    const key = found[1] ?? '';
    if (key in element.attributes) refuse(`the attribute ${key} is repeated`);
    element.attributes[key] = plainText(found[2] ?? found[3] ?? '', refuse);
    at = ATTRIBUTE.lastIndex;
  }
  while (/\s/.test(source[at] ?? '')) at += 1;
  return [element, at];
}

function plainText(raw: string, refuse: Refuse): string {
  return raw.replace(/&([^;&\s]{1,10};)?/g, (_all, reference: string | undefined) => {
    const name = reference?.slice(0, -1) ?? refuse('a bare "&"');
    const code = /^#x([0-9a-f]+)$/i.exec(name)?.[1];
    if (code) return String.fromCodePoint(Number.parseInt(code, 16));
    if (/^#\d+$/.test(name)) return String.fromCodePoint(Number(name.slice(1)));
    return ENTITIES[name] ?? refuse(`the unknown entity &${name};`);
  });
}
