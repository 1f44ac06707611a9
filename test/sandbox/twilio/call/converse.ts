import { Interrupted } from '../phone-time.ts';
import { type Document, fallbackOf, fetchDocument, NoDocument } from './document.ts';
import type { Exchange } from './exchange.ts';
import type { Line, Source } from './line.ts';
import { perform } from './verbs.ts';

/** A call that asks for more documents than this is stuck in a circle. */
const MAX_DOCUMENTS = 60;

/** How a conversation ended: its last document ran out, or it was hung up. */
export type Ending = 'ran-out' | 'hung-up';

/**
 * Plays TwiML on a line from `start` on, following actions and redirects, until a document runs out or the line is
 * hung up by anybody. `inWhisper`: on the callee's leg before it is put through, where `<Dial>` is not allowed.
 */
export async function converse(exchange: Exchange, line: Line, start: Source, inWhisper = false): Promise<Ending> {
  let source: Source | undefined = start;
  for (let count = 0; source; count++) {
    try {
      if (count >= MAX_DOCUMENTS) throw new NoDocument('the documents go in a circle');
      const document = await load(exchange, line, source);
      if (count === 0) patience(exchange, line);
      const next = await perform({ exchange, line, base: document.base, inWhisper }, document.root);
      if (next === 'hang-up') return 'hung-up';
      source = next;
    } catch (cause) {
      if (cause instanceof NoDocument) {
        apologise(line);
        return 'hung-up';
      }
      if (!(cause instanceof Interrupted)) throw cause;
      source = line.isOver ? undefined : line.takeReplacement();
      if (!source) return 'hung-up';
    }
  }
  return 'ran-out';
}

async function load(exchange: Exchange, line: Line, source: Source): Promise<Document> {
  const { carrier } = exchange;
  const number = line.call.numberSid ? carrier.numbers.get(line.call.numberSid) : undefined;
  const document = await fetchDocument(carrier, line, source, fallbackOf(number));
  if (line.signal.aborted) throw new Interrupted();
  return document;
}

/** A scripted caller's patience starts with the first document. */
function patience(exchange: Exchange, line: Line): void {
  const limit = line.manners?.hangupAfterMs;
  if (limit !== undefined) exchange.carrier.time.after(limit, line.end, () => line.hangUp());
}

function apologise(line: Line): void {
  if (line.isOver) return;
  line.answer();
  line.say('We are sorry, an application error has occurred. Goodbye.');
  line.call.outcome = 'application-error';
}
