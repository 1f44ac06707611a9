import { Hono } from 'hono';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import type { FromKey } from '../../worker/api-key/authenticate.ts';
import { SCOPES } from '../../worker/api-key/rules/scope.ts';
import { OPERATIONS, type OpenApi, openApi } from '../../worker/public-api/document/openapi.ts';
import { postmanCollection } from '../../worker/public-api/document/postman.ts';
import { publicRoutes } from '../../worker/public-api/routes.ts';
import { AgentCall, AgentText, PageAt, PageOfNumbers } from '../../worker/public-api/shape.ts';
import { ACTIONS, TRIGGERS } from '../../worker/workflow/catalogue/index.ts';
import { RestHook } from '../../worker/workflow/shape.ts';

const ORIGIN = 'https://trunkline.example.com';
/** As it is served. */
const english: OpenApi = JSON.parse(JSON.stringify(openApi(ORIGIN, 'en')));

/** Every object of the document, with where it is. */
function* objects(node: unknown, at = '#'): Generator<[string, Record<string, unknown>]> {
  if (typeof node !== 'object' || node === null) return;
  if (!Array.isArray(node)) yield [at, node as Record<string, unknown>];
  for (const [name, child] of Object.entries(node)) yield* objects(child, `${at}/${name}`);
}

function resolved(ref: string): unknown {
  const steps = ref.replace(/^#\//, '').split('/');
  return steps.reduce<unknown>((node, step) => (node as Record<string, unknown> | undefined)?.[step], english);
}

describe('W-4 the OpenAPI document', () => {
  test('has what version 3.1 requires of a document and its operations', () => {
    expect(english).toMatchObject({
      openapi: expect.stringMatching(/^3\.1\.\d$/),
      info: { title: expect.any(String), version: expect.any(String) },
    });
    const ids: unknown[] = [];
    for (const [path, item] of [...Object.entries(english.paths), ...Object.entries(english.webhooks)]) {
      for (const [method, operation] of Object.entries(item) as [string, Record<string, unknown>][]) {
        expect(['get', 'post', 'delete'], path).toContain(method);
        ids.push(operation.operationId);
        const responses = Object.entries(operation.responses as Record<string, Record<string, unknown>>);
        expect(responses.length, path).toBeGreaterThan(0);
        for (const [status, response] of responses) {
          expect(status).toMatch(/^[1-5]\d\d$/);
          expect('$ref' in response || typeof response.description === 'string', `${path} ${status}`).toBe(true);
        }
        const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
        const parameters = (operation.parameters ?? []) as { in?: string; name?: string; required?: boolean }[];
        const inPath = parameters.filter(one => one.in === 'path');
        expect(
          inPath.map(one => one.name),
          path,
        ).toEqual(named);
        expect(inPath.every(one => one.required)).toBe(true);
      }
    }
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('has no reference that leads nowhere, and nothing that is referred to by nobody', () => {
    const refs = [...objects(english)].flatMap(([, node]) => (typeof node.$ref === 'string' ? [node.$ref] : []));
    expect(refs.filter(ref => resolved(ref) === undefined)).toEqual([]);
    const parts = Object.entries(english.components)
      .filter(([kind]) => kind !== 'securitySchemes')
      .flatMap(([kind, all]) => Object.keys(all).map(name => `#/components/${kind}/${name}`));
    expect(parts.filter(part => !refs.includes(part))).toEqual([]);
  });

  test('knows every route, and only those', () => {
    const app = new Hono<FromKey>().route('/v1', publicRoutes);
    const routes = app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`);
    const expanded = [...new Set(routes)].flatMap(route =>
      route.startsWith('POST /v1/actions/') ? ACTIONS.map(({ key }) => `POST /v1/actions/${key}`) : [route],
    );
    const told = OPERATIONS.map(one => `${one.method.toUpperCase()} ${one.path.replace(/\{(\w+)\}/g, ':$1')}`);
    expect(told.toSorted()).toEqual(expanded.toSorted());
  });

  test('has the fields that requests are checked by', () => {
    const fields = (id: string, kind: 'body' | 'query') =>
      Object.keys(OPERATIONS.find(one => one.id === id)?.[kind] ?? {}).toSorted();
    expect(fields('createHook', 'body')).toEqual(Object.keys(RestHook.entries).toSorted());
    expect(fields('textAsAgent', 'body')).toEqual(Object.keys(AgentText.entries).toSorted());
    expect(fields('callAsAgent', 'body')).toEqual(Object.keys(AgentCall.entries).toSorted());
    expect(fields('listNumbers', 'query')).toEqual(Object.keys(PageOfNumbers.entries).toSorted());
    for (const id of ['listUsers', 'listRules', 'listAgents']) {
      expect(fields(id, 'query')).toEqual(Object.keys(PageAt.entries).toSorted());
    }
  });

  test.each(OPERATIONS.map(one => [one.id, one] as const))('%s shows examples that fit their shapes', (_, one) => {
    const answer = one.answer.kind === 'nothing' ? {} : one.answer.values;
    for (const values of [one.body ?? {}, one.params ?? {}, answer]) {
      for (const [name, { shape, sample }] of Object.entries(values)) {
        expect(v.safeParse(shape, sample).success, `${one.id}.${name}`).toBe(true);
      }
    }
    expect(one.scope === null || SCOPES.includes(one.scope)).toBe(true);
  });

  test('W-1 has a webhook for every trigger, with its example', () => {
    expect(Object.keys(english.webhooks)).toEqual(TRIGGERS.map(({ key }) => key));
    const text = english.webhooks.text_received?.post.requestBody.content['application/json'];
    expect(text?.example).toMatchObject({ type: 'text_received', data: { body: expect.any(String) } });
  });

  test('P-1 says the same in Spanish, with nothing left in English', () => {
    const spanish: OpenApi = JSON.parse(JSON.stringify(openApi(ORIGIN, 'es')));
    const words = (document: OpenApi) =>
      [...objects(document)]
        .filter(([at]) => !at.includes('/example'))
        .flatMap(([at, node]) =>
          ['summary', 'description'].flatMap(name =>
            typeof node[name] === 'string' ? [[`${at}/${name}`, node[name]] as const] : [],
          ),
        );
    const [en, es] = [words(english), words(spanish)];
    expect(es.map(([at]) => at)).toEqual(en.map(([at]) => at));
    const same = en.filter(([, text], n) => text === es[n]?.[1]).map(([, text]) => text);
    expect([...new Set(same)].toSorted()).toEqual([]);
  });
});

test('W-4 the Postman collection has every operation, its key as a variable', () => {
  const collection = postmanCollection(ORIGIN, 'en');
  expect(collection.info.schema).toContain('collection/v2.1.0');
  const requests = collection.item.flatMap(folder => folder.item);
  expect(requests.map(({ request }) => `${request.method} ${request.url.raw}`).toSorted()).toEqual(
    OPERATIONS.map(one => `${one.method.toUpperCase()} {{baseUrl}}${one.path.replace(/\{(\w+)\}/g, ':$1')}`).toSorted(),
  );
  expect(collection.variable.map(({ key }) => key)).toEqual(['baseUrl', 'apiKey']);
});
