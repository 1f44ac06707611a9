import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { inputShapeOf, sampleOf, shapeOf } from '../../worker/workflow/catalogue/definition.ts';
import { ACTION, ACTIONS, TRIGGERS } from '../../worker/workflow/catalogue/index.ts';
import { TRIGGER_KEYS } from '../../worker/workflow/rules/trigger.ts';
import { moduleFiles, staleFiles } from '../support/catalogue.ts';

/** What HighLevel's command line checks before it takes a module file, as its public source says. */
interface Version {
  version: string;
  status: string;
  info: { name: string; description: string; summary: string };
  filters?: { field: string; fieldType: string; options?: { label: string; value: string }[] }[];
  inputs?: Record<string, unknown>[];
  customVars: { name: string; reference: string; fieldType: string }[];
  customVarsJson: Record<string, unknown>;
}

const files = [...moduleFiles()].map(([path, text]) => ({ path, ...JSON.parse(text) }));
const versionOf = (file: { versions: Version[] }) => file.versions[0] as Version;
const at = (json: unknown, reference: string) =>
  reference.split('.').reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], json);

test('W-1 W-2 HighLevel’s module files are up to date (npm run catalogue)', () => {
  expect(staleFiles()).toEqual([]);
});

test('W-1 every trigger stands in the catalogue, W-2 every action under its own key', () => {
  expect(TRIGGERS.map(trigger => trigger.key)).toEqual(TRIGGER_KEYS);
  expect(Object.entries(ACTION).every(([key, action]) => key === action.key)).toBe(true);
  expect(TRIGGERS.length).toBeLessThanOrEqual(20);
});

test('P-1 every text of the catalogue is there in both languages', () => {
  const missing: string[] = [];
  const look = (value: unknown, path: string) => {
    if (typeof value !== 'object' || value === null) return;
    const { en, es } = value as { en?: string; es?: string };
    if (typeof en === 'string' && !(es?.trim() && en.trim())) missing.push(path);
    for (const [name, inner] of Object.entries(value)) if (name !== 'shape') look(inner, `${path}.${name}`);
  };
  look([TRIGGERS, ACTIONS], 'catalogue');
  expect(missing).toEqual([]);
});

test.each(ACTIONS)('W-2 $key is documented by samples that its own shapes accept', action => {
  expect(v.safeParse(inputShapeOf(action.fields), sampleOf(action.fields)).success).toBe(true);
  expect(v.safeParse(shapeOf(action.result), sampleOf(action.result)).success).toBe(true);
});

describe.each(files)('W-3 $path', file => {
  const version = versionOf(file);

  test('is a first draft with a key that its name gives', () => {
    expect(file).toMatchObject({ schemaVersion: 1, key: expect.stringMatching(/^[a-z][a-z0-9_]*$/) });
    expect(file.path.replace(/^.*\//, '').replace('.json', '').replaceAll('-', '_')).toBe(file.key);
    expect(version).toMatchObject({ version: '1.0', status: 'draft' });
    expect(version.info.description.length).toBeLessThanOrEqual(200);
  });

  test('asks for filters and offers variables that its sample has', () => {
    for (const { field, fieldType, options } of version.filters ?? []) {
      expect(at(version.customVarsJson, field)).not.toBeUndefined();
      expect(fieldType === 'select').toBe(Boolean(options?.length));
    }
    const types = { string: 'string', numerical: 'number', boolean: 'boolean' } as Record<string, string>;
    for (const { reference, fieldType } of version.customVars) {
      expect(typeof at(version.customVarsJson, reference)).toBe(types[fieldType]);
    }
    expect(new Set(version.customVars.map(one => one.reference)).size).toBe(version.customVars.length);
  });

  test('carries no secret, only its name', () => {
    const headers = [...JSON.stringify(file).matchAll(/"x-trunkline-secret":"([^"]*)"/g)].map(match => match[1]);
    expect(headers.length).toBeGreaterThan(0);
    expect(new Set(headers)).toEqual(new Set([`$${'{env:TRUNKLINE_WORKFLOW_SECRET}'}`]));
  });
});
