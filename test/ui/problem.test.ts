import { describe, expect, it } from 'vitest';
import { asProblem, Problem, readProblem } from '../../ui/problem.ts';

const refused = (status: number, body: string, type = 'application/problem+json') =>
  readProblem(new Response(body, { status, headers: { 'content-type': type, 'x-request-id': 'req_1' } }));

describe('X-6 a refusal', () => {
  it('keeps its words, its code and the message of each field', async () => {
    const problem = await refused(
      422,
      JSON.stringify({
        type: 'urn:x',
        status: 422,
        code: 'invalid',
        title: 'Not saved.',
        detail: 'The number is not valid.',
        errors: [
          { field: 'forwardTo', message: 'Not a phone number.' },
          { field: 'forwardTo', message: 'Second.' },
        ],
        params: { n: 1 },
      }),
    );
    expect(problem).toBeInstanceOf(Problem);
    expect(problem.code).toBe('invalid');
    expect(problem.title).toBe('Not saved.');
    expect(problem.detail).toBe('The number is not valid.');
    expect(problem.fields).toEqual({ forwardTo: 'Not a phone number.' });
    expect(problem.more.params).toEqual({ n: 1 });
    expect(problem.reference).toBe('req_1');
  });

  it.each([
    ['an HTML page', '<h1>Bad gateway</h1>', 'text/html'],
    ['a broken body', '{"title":', 'application/json'],
    ['an empty body', '', 'application/json'],
  ])('gets our own words when the body is %s', async (_, body, type) => {
    const problem = await refused(502, body, type);
    expect(problem.title).toBe('That did not work');
    expect(problem.detail).not.toBe('');
  });

  it('a request that never arrived says that Trunkline cannot be reached', () => {
    expect(asProblem(new TypeError('Failed to fetch')).title).toBe('Trunkline cannot be reached');
  });
});
