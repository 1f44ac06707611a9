import type { Client, InValue } from '@libsql/client/web';
import { wellFormed } from './well-formed.ts';

/** A value a statement is given, or that comes back. */
export type Value = string | number | null;

/** One statement of an asking, in order. */
export interface Question {
  sql: string;
  args: readonly Value[];
  /** Asked only if the gate at that index opened; a gate is a question that may fail. */
  when?: number;
  /** Asked only if that gate was asked and did not open. */
  unless?: number;
  /** Fails where the questions that hang on it are not to be asked, e.g. `select json('x')`. */
  isGate?: boolean;
}

/**
 * Several statements in one round trip, of which some depend on others. Unlike a batch, a write in it takes the write lock
 * only where its gate opened, so that a caller's reads never wait for somebody's writes. @returns each one's rows; none
 * for a question that was not asked. Asked again while another writer holds the lock, so a write in it must bear repeating.
 */
export type Ask = (questions: readonly Question[]) => Promise<Value[][][]>;

interface HranaValue {
  type: 'null' | 'integer' | 'float' | 'text' | 'blob';
  value?: string | number;
}
interface StepResult {
  rows: HranaValue[][];
}
interface Answer {
  results: {
    type: 'ok' | 'error';
    error?: { message: string };
    response?: {
      type: string;
      result?: { step_results: (StepResult | null)[]; step_errors: ({ message: string } | null)[] };
    };
  }[];
}

/** Speaks libSQL's own HTTP protocol (Hrana 2): its client has no way to say *only if the step before went well*. */
export function askOverHttp(url: string, authToken: string | undefined, timeoutMs = 5000): Ask {
  const endpoint = `${url.replace(/^libsql:/, 'https:').replace(/\/$/, '')}/v2/pipeline`;
  const headers = { 'content-type': 'application/json', ...(authToken && { authorization: `Bearer ${authToken}` }) };
  const once: Ask = async questions => {
    const steps = questions.map(({ sql, args, when, unless }) => ({
      stmt: { sql, args: args.map(encoded), want_rows: true },
      ...(when !== undefined && { condition: { type: 'ok', step: when } }),
      ...(unless !== undefined && { condition: { type: 'error', step: unless } }),
    }));
    const body = JSON.stringify({ requests: [{ type: 'batch', batch: { steps } }, { type: 'close' }] });
    const answer = await fetch(endpoint, { method: 'POST', headers, body, signal: AbortSignal.timeout(timeoutMs) });
    if (!answer.ok) throw new Error(`the database answered ${answer.status}: ${(await answer.text()).slice(0, 200)}`);
    const [first] = ((await answer.json()) as Answer).results;
    const result = first?.response?.result;
    if (!result) throw new Error(`the database refused: ${first?.error?.message ?? 'no result'}`);
    return questions.map((question, index) => {
      const error = result.step_errors[index];
      if (error && !question.isGate) throw new Error(`the database refused: ${error.message}`);
      return result.step_results[index]?.rows.map(row => row.map(decoded)) ?? [];
    });
  };
  return questions => untilFree(once, questions);
}

const BUSY_TRIES = 6;

/** A write finds the lock taken now and then when many come at once; it is free again in milliseconds. */
async function untilFree(ask: Ask, questions: readonly Question[]): Promise<Value[][][]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask(questions);
    } catch (cause) {
      if (attempt === BUSY_TRIES || !/SQLITE_BUSY|database is locked/.test(String(cause))) throw cause;
      await new Promise(done => setTimeout(done, 15 * attempt * (1 + Math.random())));
    }
  }
}

function encoded(value: Value): HranaValue {
  if (value === null) return { type: 'null' };
  if (typeof value === 'string') return { type: 'text', value: wellFormed(value) };
  return Number.isInteger(value) ? { type: 'integer', value: String(value) } : { type: 'float', value };
}

function decoded({ type, value }: HranaValue): Value {
  if (type === 'integer') return Number(value);
  return type === 'null' || value === undefined ? null : value;
}

/** The same over a client that has only batches, such as the one in process; not one round trip there. */
export function askThrough(client: Pick<Client, 'execute' | 'batch'>): Ask {
  return async questions => {
    const answers: Value[][][] = [];
    const open = new Map<number, boolean>();
    for (const [index, { sql, args, when, unless, isGate }] of questions.entries()) {
      if ((when !== undefined && !open.get(when)) || (unless !== undefined && open.get(unless) !== false)) {
        answers.push([]);
        continue;
      }
      try {
        const { rows } = await client.execute({ sql, args: args as InValue[] });
        answers.push(rows.map(row => Array.from({ length: row.length }, (_, n) => row[n] as Value)));
        open.set(index, true);
      } catch (cause) {
        if (!isGate || !String(cause).includes('malformed JSON')) throw cause;
        answers.push([]);
        open.set(index, false);
      }
    }
    return answers;
  };
}
