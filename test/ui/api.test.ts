import { describe, expect, test } from 'vitest';
import { curlOf } from '../../ui/panels/api/reference/curl.ts';
import { type Document, listed, type Schema } from '../../ui/panels/api/reference/document.ts';
import { typeText } from '../../ui/panels/api/reference/type.ts';
import { groupsOf, scopesOf, scopesText } from '../../ui/panels/api/scopes.ts';
import { SCOPES, scopesFor } from '../../worker/api-key/rules/scope.ts';
import { openApi } from '../../worker/public-api/document/openapi.ts';

const document: Document = JSON.parse(JSON.stringify(openApi('https://api.example.com', 'en')));

function curl(tag: string, id: string): string {
  const one = listed(document, tag).find(found => found.operation.operationId === id);
  if (!one) throw new Error(`no ${id}`);
  return curlOf(document, one);
}

describe('W-4 the reference', () => {
  test('shows every operation under one heading', () => {
    const shown = document.tags.flatMap(({ name }) => listed(document, name).map(one => one.operation.operationId));
    const all = Object.values(document.paths).flatMap(item => Object.values(item).map(one => one.operationId));
    expect(shown.toSorted()).toEqual(all.toSorted());
  });

  test('gives commands a shell takes as they stand, with the key as a variable', () => {
    expect(curl('account', 'getMe')).toBe(
      `curl 'https://api.example.com/v1/me' \\\n  -H "Authorization: Bearer $TRUNKLINE_KEY"`,
    );
    const text = curl('agents', 'textAsAgent');
    expect(text).toMatch(/^curl -X POST 'https:\/\/api\.example\.com\/v1\/agents\/agt_\w+\/texts' /);
    expect(text).toContain("-H 'Idempotency-Key: ");
    const body = JSON.parse(/-d '([^']*)'$/.exec(text)?.[1] ?? '');
    expect(body).toMatchObject({ to: expect.any(String), body: expect.any(String) });
    const quoting = structuredClone(document);
    const request = quoting.paths['/v1/actions/send_text']?.post?.requestBody?.content['application/json'];
    if (!request) throw new Error('no body');
    request.example = { body: "It's ready" };
    const [one] = listed(quoting, 'actions').filter(({ path }) => path.endsWith('send_text'));
    expect(one && curlOf(quoting, one)).toContain("It'\\''s ready");
  });

  test.each<[Schema, string]>([
    [{ type: 'string' }, 'text'],
    [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, 'text or null'],
    [{ type: 'array', items: { type: 'integer' } }, 'list of whole number'],
    [{ enum: ['call', 'text', ''] }, 'call · text · ""'],
    [{ const: 'call_missed' }, 'call_missed'],
  ])('says of %j: %s', (schema, text) => {
    expect(typeText(schema)).toBe(text);
  });
});

describe('W-4 a key’s scopes', () => {
  test('are chosen group by group, as far as each goes', () => {
    expect(groupsOf(SCOPES).find(({ group }) => group === 'sub_accounts')?.reaches).toEqual(['none', 'read']);
    expect(groupsOf(scopesFor({ isAgencys: false, isAgents: true })).map(({ group }) => group)).toEqual(['agents']);
    const chosen = scopesOf({ numbers: 'write', texts: 'read', calls: 'none' });
    expect(chosen).toEqual(['numbers:write', 'texts:read']);
    expect(scopesText(chosen)).toBe('Numbers, Texts (read)');
  });
});
