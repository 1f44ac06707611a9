import { randomUUID } from 'node:crypto';
import type { Carrier } from '../carrier.ts';
import type { OwnedNumber } from '../number/owned.ts';
import { type Exchanged, send } from '../webhook.ts';
import { readXml, type XmlElement, XmlError } from '../xml.ts';
import type { Line, Source } from './line.ts';
import { callParams } from './progress.ts';

/** A TwiML document and the address relative URLs in it start from. */
export interface Document {
  root: XmlElement;
  base: string;
}

/** No address gave a usable document. */
export class NoDocument extends Error {
  override name = 'NoDocument';
}

type Fallback = { url: string; method: string } | undefined;

/** The number's fallback address, if it has one. */
export function fallbackOf(number: OwnedNumber | undefined): Fallback {
  return number?.voice_fallback_url
    ? { url: number.voice_fallback_url, method: number.voice_fallback_method }
    : undefined;
}

/**
 * Fetches TwiML for a line: one request, one retry with the same token, then the fallback address. Each request is
 * kept in the call's steps.
 */
export async function fetchDocument(
  carrier: Carrier,
  line: Line,
  source: Source,
  fallback: Fallback,
): Promise<Document> {
  if ('twiml' in source) return { root: parse(source.twiml), base: '' };
  const params = { ...callParams(line.call), ...source.params };
  const first = await attempt(carrier, line, { ...source, params });
  if (first.document) return first.document;
  line.warn(`${first.code} ${first.why} (${source.url})`);
  if (!fallback || fallback.url === source.url) throw new NoDocument(first.why);
  const told = { ...params, ErrorCode: first.code, ErrorUrl: source.url };
  const second = await attempt(carrier, line, { ...fallback, params: told });
  if (second.document) return second.document;
  line.warn(`${second.code} ${second.why} (${fallback.url})`);
  throw new NoDocument(second.why);
}

type Attempt = { document: Document; code?: never; why?: never } | { document?: never; code: string; why: string };

async function attempt(
  carrier: Carrier,
  line: Line,
  request: { url: string; method: string; params: Record<string, string> },
): Promise<Attempt> {
  const token = randomUUID();
  const until = performance.now() + carrier.webhookMs;
  const read = await once(carrier, line, { ...request, token, timeoutMs: carrier.webhookMs });
  const left = Math.floor(until - performance.now());
  if (read.document || line.isOver || left <= 0) return read;
  return await once(carrier, line, { ...request, token, timeoutMs: left });
}

async function once(carrier: Carrier, line: Line, request: Parameters<typeof send>[1]): Promise<Attempt> {
  const account = carrier.account(line.call.accountSid);
  if (!account) return { code: '20003', why: 'the account is gone' };
  line.doing(`asks ${request.url}`);
  const answer = await send(account, request, carrier.now());
  line.call.steps.push(answer);
  carrier.changed();
  return judge(answer);
}

function judge(answer: Exchanged): Attempt {
  if (answer.status === undefined) return { code: '11200', why: answer.failure ?? 'no answer' };
  if (answer.status >= 400) return { code: '11200', why: `HTTP ${answer.status}` };
  if (!/\b(xml|html)\b/.test(answer.contentType ?? ''))
    return { code: '12300', why: `the content type is ${answer.contentType || 'missing'}` };
  try {
    return { document: { root: parse(answer.response ?? ''), base: answer.url } };
  } catch (cause) {
    if (cause instanceof XmlError) return { code: '12100', why: cause.message };
    throw cause;
  }
}

/** Reads TwiML; throws `XmlError` when it is not a `<Response>`. */
export function parse(twiml: string): XmlElement {
  const root = readXml(twiml);
  if (root.name !== 'Response') throw new XmlError(`the root element is <${root.name}> at character 0`);
  return root;
}
