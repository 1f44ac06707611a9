import type { Books } from '../books.ts';
import type { Params } from './params.ts';

/** One request to the API, decoded and scoped to an account. */
export interface Call {
  books: Books;
  params: Params;
  /** The named part of the path. */
  path: (name: string) => string;
}

/** One documented path: what it accepts (dotted parameter paths, everything below included) and what it answers. */
export interface Endpoint {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  accepts: readonly string[];
  answer: (call: Call) => unknown;
}

export const get = (path: string, accepts: readonly string[], answer: Endpoint['answer']): Endpoint => ({
  method: 'GET',
  path,
  accepts,
  answer,
});

export const post = (path: string, accepts: readonly string[], answer: Endpoint['answer']): Endpoint => ({
  method: 'POST',
  path,
  accepts,
  answer,
});

export const del = (path: string, accepts: readonly string[], answer: Endpoint['answer']): Endpoint => ({
  method: 'DELETE',
  path,
  accepts,
  answer,
});
