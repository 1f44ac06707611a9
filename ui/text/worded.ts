import { said, speaksAsServer } from './index.ts';

/** The fields in which answers carry the server's own words. */
const WORDED = new Set(['sentence', 'why', 'summary', 'detail', 'error', 'what', 'label']);

/** Where names stand. */
const NAMED = new Set(['name', 'who', 'rule', 'ruleName']);

/** Names that the server made up; every other name is somebody's own. */
const MADE = new Set([
  'Default',
  'Your CRM',
  'An API key',
  'Somebody who is gone',
  'somebody who left',
  'Somebody who left',
  'Unnamed',
]);

/** An answer of the server with its sentences said in the chosen language; names, texts and codes stay as they came. */
export function worded<T>(answer: T): T {
  return speaksAsServer() ? answer : (inside(answer, '') as T);
}

function inside(value: unknown, field: string): unknown {
  if (typeof value === 'string') {
    const isWorded = NAMED.has(field) ? MADE.has(value) : WORDED.has(field) && value.includes(' ');
    return isWorded ? said(value) : value;
  }
  if (Array.isArray(value)) return value.map(one => inside(one, field));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inside(one, key)]));
}
