import type { XmlElement } from '../xml.ts';
import { dial } from './dial.ts';
import type { Exchange } from './exchange.ts';
import { gather } from './gather.ts';
import type { Line, Source } from './line.ts';
import { record } from './record-message.ts';

/** Where a verb is performed. */
export interface Stage {
  exchange: Exchange;
  line: Line;
  /** The address of the document; relative addresses start from it. */
  base: string;
  inWhisper: boolean;
}

/** What follows a verb: the next one (undefined), another document, or the end of the call. */
export type Next = Source | 'hang-up' | undefined;

type Verb = (stage: Stage, element: XmlElement) => Promise<Next> | Next;

/** Telephone ms a character of speech takes, and the longest speech worth waiting for. */
const CHARACTER_MS = 55;
const LONGEST_SPEECH_MS = 12_000;

const VERBS: Record<string, Verb> = {
  Say: speak,
  Play: speak,
  Pause: pause,
  Gather: gather,
  Record: record,
  Dial: dial,
  Redirect: redirect,
  Connect: connect,
  Hangup: () => 'hang-up',
  Reject: reject,
};

/** Performs a document's verbs in order until one leads elsewhere. */
export async function perform(stage: Stage, root: XmlElement): Promise<Next> {
  for (const element of root.children) {
    const verb = VERBS[element.name];
    if (!verb || (stage.inWhisper && element.name === 'Dial')) {
      stage.line.warn(`12200 <${element.name}> is not allowed here and was passed over`);
      continue;
    }
    const next = await verb(stage, element);
    if (next !== undefined) return next;
  }
  return undefined;
}

/** An address in a document, made absolute; without one, the document's own. */
export function addressOf(stage: Stage, written: string | undefined): string {
  return written ? new URL(written, stage.base || undefined).href : stage.base;
}

/** The words of `<Say>`, or the address `<Play>` plays, and how long that takes. */
export function speech(element: XmlElement): { words: string; ms: number } {
  if (element.name === 'Pause') return { words: '', ms: 1000 * Number(element.attributes.length ?? 1) };
  const words = element.name === 'Play' ? `[plays ${element.text || element.attributes.digits || ''}]` : element.text;
  const times = Math.min(5, Math.max(1, Number(element.attributes.loop ?? 1) || 5));
  return {
    words,
    ms: Math.min(LONGEST_SPEECH_MS, times * (element.name === 'Play' ? 2000 : words.length * CHARACTER_MS)),
  };
}

async function speak(stage: Stage, element: XmlElement): Promise<Next> {
  const { words, ms } = speech(element);
  stage.line.answer();
  stage.line.say(words);
  await stage.exchange.carrier.time.wait(ms, stage.line.signal);
  return undefined;
}

async function pause(stage: Stage, element: XmlElement): Promise<Next> {
  stage.line.doing('pauses');
  await stage.exchange.carrier.time.wait(speech(element).ms, stage.line.signal);
  return undefined;
}

function redirect(stage: Stage, element: XmlElement): Next {
  return { url: addressOf(stage, element.text), method: element.attributes.method ?? 'POST' };
}

function reject(stage: Stage, element: XmlElement): Next {
  const isBusy = element.attributes.reason === 'busy';
  stage.line.call.outcome = 'rejected';
  if (!isBusy) stage.line.call.said.push('The number you have dialed is not in service.');
  stage.line.finish(isBusy ? 'busy' : 'no-answer');
  return 'hang-up';
}

/** A media stream holds the line until the caller hangs up or the stream's other end would; it is only shown here. */
async function connect(stage: Stage, element: XmlElement): Promise<Next> {
  const stream = element.children[0];
  const { line, exchange } = stage;
  line.answer();
  line.call.outcome = 'stream';
  line.say(`[connects to ${stream?.name ?? 'nothing'} ${stream?.attributes.url ?? ''}]`);
  const talk = line.manners?.talkMs ?? 4 * 3600_000;
  await exchange.carrier.time.wait(talk, line.signal);
  const action = element.attributes.action;
  return action ? { url: addressOf(stage, action), method: element.attributes.method ?? 'POST' } : undefined;
}
