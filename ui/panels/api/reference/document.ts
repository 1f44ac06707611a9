import { readProblem } from '../../../problem.ts';

/** As much of an OpenAPI 3.1 document as the reference draws. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  description?: string;
  examples?: unknown[];
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  description: string;
  schema: Schema;
}

interface Content {
  'application/json'?: { schema: Schema; example: unknown };
}

export interface Operation {
  operationId: string;
  tags: string[];
  summary: string;
  description: string;
  parameters?: (Parameter | { $ref: string })[];
  requestBody?: { content: Content };
  responses: Record<string, { content?: Content }>;
}

export interface Document {
  info: { description: string };
  servers: { url: string }[];
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Operation>>;
  webhooks: Record<string, { post: Operation }>;
  components: Record<string, Record<string, unknown>>;
}

/** What is asked how, in the order of the document. */
export interface Listed {
  method: string;
  path: string;
  operation: Operation;
}

/** Anybody may read it: it says nothing of anybody. */
export async function readDocument(language: string, signal: AbortSignal): Promise<Document> {
  const answer = await fetch(`/openapi.json?lang=${language}`, { signal });
  if (!answer.ok) throw await readProblem(answer);
  return answer.json();
}

export function listed({ paths }: Document, tag: string): Listed[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, operation]) =>
      operation.tags.includes(tag) ? [{ method: method.toUpperCase(), path, operation }] : [],
    ),
  );
}

/** What a reference leads to, or the thing itself. */
export function resolved<T extends object>(document: Document, node: T | { $ref: string }): T {
  if (!('$ref' in node) || typeof node.$ref !== 'string') return node as T;
  const [, , kind = '', name = ''] = node.$ref.split('/');
  return document.components[kind]?.[name] as T;
}

export function parametersOf(document: Document, { parameters = [] }: Operation): Parameter[] {
  return parameters.map(one => resolved<Parameter>(document, one));
}

/** The body's schema and example. */
export function bodyOf(document: Document, content: Content | undefined) {
  const json = content?.['application/json'];
  return json && { schema: resolved<Schema>(document, json.schema), example: json.example };
}

/** What it answers when all goes well. */
export function answerOf({ responses }: Operation): { status: string; example: unknown } {
  const [status = '200', response] = Object.entries(responses).find(([code]) => code.startsWith('2')) ?? [];
  return { status, example: response?.content?.['application/json']?.example };
}
