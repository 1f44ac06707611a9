import type { XmlElement } from '../xml.ts';
import { addressOf, type Next, type Stage, speech } from './verbs.ts';

const PROMPTS = ['Say', 'Play', 'Pause'];

/** `<Gather>`: prompts that any key interrupts, then keys until enough, the finishing key, or silence. */
export async function gather(stage: Stage, element: XmlElement): Promise<Next> {
  const { line } = stage;
  const { time } = stage.exchange.carrier;
  const {
    finishOnKey = '#',
    numDigits,
    timeout = '5',
    action,
    method = 'POST',
    actionOnEmptyResult,
  } = element.attributes;
  const limit = numDigits ? Number(numDigits) : Number.POSITIVE_INFINITY;
  const silence = timeout === 'auto' ? 5000 : 1000 * Number(timeout);
  line.answer();

  let key: string | undefined;
  for (const prompt of element.children) {
    if (key !== undefined) break;
    if (!PROMPTS.includes(prompt.name)) continue;
    const { words, ms } = speech(prompt);
    if (words) line.say(words);
    key = await line.keys.take(time, ms, line.signal);
  }

  line.doing('waits for keys');
  let digits = '';
  key ??= await line.keys.take(time, silence, line.signal);
  while (key !== undefined && !(finishOnKey !== '' && finishOnKey.includes(key))) {
    digits += key;
    if (digits.length >= limit) break;
    key = await line.keys.take(time, silence, line.signal);
  }
  if (digits === '' && actionOnEmptyResult !== 'true') return undefined;
  return {
    url: addressOf(stage, action),
    method,
    params: { Digits: digits, FinishedOnKey: key !== undefined && finishOnKey.includes(key) ? key : '' },
  };
}
