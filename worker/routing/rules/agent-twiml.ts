import { MOST_AT_ONCE } from './step.ts';
import { mayDial } from './target.ts';
import { readXml, writeXml, type XmlElement } from './xml.ts';

/** What an agent's document is held against, and where control goes. */
export interface AgentRules {
  /** Address of the document itself; other documents must be of the same origin. */
  source: string;
  /** Our address that fetches another document of the agent for Twilio. */
  fetched: (url: string) => string;
  /** Our address that is asked when the agent is done. */
  next: string;
  callerId: string;
  allowedCountries?: readonly string[] | undefined;
  /** Numbers that are ours, which are never dialled out. */
  ownNumbers?: readonly string[];
}

/** Why a document is not used; `what` is what the sentence names. */
export type AgentFault =
  | 'address'
  | 'status'
  | 'too_long'
  | 'slow'
  | 'unreachable'
  | 'no_twiml'
  | 'verb'
  | 'nested'
  | 'sound'
  | 'targets'
  | 'target'
  | 'origin';

export type AgentDocument = { ok: true; twiml: string } | { ok: false; code: AgentFault; what?: string; why: string };

const PROMPTS: Record<string, readonly string[]> = {
  Say: ['voice', 'language', 'loop'],
  Play: ['loop', 'digits'],
  Pause: ['length'],
};
const GATHER = [
  'input',
  'numDigits',
  'timeout',
  'speechTimeout',
  'finishOnKey',
  'language',
  'hints',
  'actionOnEmptyResult',
];

class Refused extends Error {
  declare readonly code: AgentFault;
  declare readonly what?: string;
}

function refusal(code: AgentFault, why: string, what?: string): Refused {
  return Object.assign(new Refused(why), { code, ...(what !== undefined && { what }) });
}

/**
 * an agent's TwiML, if its verbs and targets are allowed. Every address in it is made one of ours, so that
 * what the agent says next is held against the same rules and control always comes back.
 */
export function checkAgentTwiml(source: string, rules: AgentRules): AgentDocument {
  const root = readXml(source);
  if (root?.name !== 'Response') return { ok: false, code: 'no_twiml', why: 'it is not TwiML' };
  try {
    const verbs = root.children.map(element => allowed(element, rules));
    const last = root.children.at(-1)?.name ?? '';
    const back = ['Hangup', 'Redirect', 'Dial'].includes(last) ? [] : [redirect(rules.next)];
    const children = [...verbs, ...back];
    const twiml = `<?xml version="1.0" encoding="UTF-8"?>${writeXml({ ...root, attributes: {}, text: '', children })}`;
    return { ok: true, twiml };
  } catch (cause) {
    if (!(cause instanceof Refused)) throw cause;
    const { code, what, message: why } = cause;
    return { ok: false, code, ...(what !== undefined && { what }), why };
  }
}

function allowed(element: XmlElement, rules: AgentRules): XmlElement {
  switch (element.name) {
    case 'Say':
    case 'Play':
    case 'Pause':
      return prompt(element, rules);
    case 'Gather':
      return gather(element, rules);
    case 'Redirect':
      return redirect(again(element.text, rules));
    case 'Dial':
      return dial(element, rules);
    case 'Hangup':
      return { name: 'Hangup', attributes: {}, children: [], text: '' };
    default:
      throw refusal('verb', `<${element.name}> is not allowed`, element.name);
  }
}

function prompt(element: XmlElement, { source }: AgentRules): XmlElement {
  const { name, text, children } = element;
  if (children.length) throw refusal('nested', `<${name}> may hold text only`, name);
  const attributes = only(element, PROMPTS[name] ?? []);
  if (name !== 'Play' || (!text && attributes.digits)) return { name, attributes, children: [], text };
  const url = URL.canParse(text, source) ? new URL(text, source) : undefined;
  if (url?.protocol !== 'https:') throw refusal('sound', '<Play> may play https addresses only');
  return { name, attributes, children: [], text: url.href };
}

function gather(element: XmlElement, rules: AgentRules): XmlElement {
  const strange = element.children.find(child => !(child.name in PROMPTS));
  if (strange) throw refusal('verb', `<${strange.name}> inside <Gather> is not allowed`, strange.name);
  const action = again(element.attributes.action ?? '', rules);
  return {
    name: 'Gather',
    attributes: { ...only(element, GATHER), action, method: 'POST' },
    children: element.children.map(child => prompt(child, rules)),
    text: '',
  };
}

function dial(element: XmlElement, rules: AgentRules): XmlElement {
  const strange = element.children.find(child => child.name !== 'Number');
  if (strange) throw refusal('verb', `<${strange.name}> inside <Dial> is not allowed`, strange.name);
  const targets = [element.text, ...element.children.map(child => child.text)].filter(Boolean);
  if (!targets.length || targets.length > MOST_AT_ONCE)
    throw refusal('targets', `<Dial> needs one to ${MOST_AT_ONCE} numbers`);
  const bad = targets.find(to => rules.ownNumbers?.includes(to) || !mayDial(to, rules.allowedCountries));
  if (bad !== undefined) throw refusal('target', '<Dial> names a number that may not be dialled', bad.slice(0, 40));
  const seconds = Math.min(60, Math.max(5, Number(element.attributes.timeout) || 25));
  const attributes = {
    timeout: String(seconds),
    callerId: rules.callerId,
    answerOnBridge: 'true',
    timeLimit: '14400',
    action: rules.next,
    method: 'POST',
  };
  const children = targets.map(text => ({ name: 'Number', attributes: {}, children: [], text }));
  return { name: 'Dial', attributes, children, text: '' };
}

/** Another document of the agent, through us. */
function again(written: string, { source, fetched }: AgentRules): string {
  const url = URL.canParse(written, source) ? new URL(written, source) : undefined;
  if (!url || url.origin !== new URL(source).origin) throw refusal('origin', 'it leads to another origin');
  return fetched(url.href);
}

function redirect(text: string): XmlElement {
  return { name: 'Redirect', attributes: { method: 'POST' }, children: [], text };
}

function only({ attributes }: XmlElement, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => names.includes(name)));
}
