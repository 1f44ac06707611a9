import { type Action, type Control, type Fact, type Field, isOptional, sampleOf, type Trigger } from './definition.ts';
import { sampleEvent } from './index.ts';

/**
 * HighLevel's module files: one per trigger and action, as its command line takes them (schema version 1, read from its
 * public source). A new module has one draft, 1.0; the server gives it its id. Fields that the server owns are left
 * out.
 */
export interface ModuleFile {
  /** Below the folder of modules; the key with hyphens, as the command line derives the key from the name. */
  path: string;
  content: Record<string, unknown>;
}

/**
 * What our doors require of every call (its calls are not documented as signed); its value is filled in at
 * the push.
 */
const HEADERS = { 'x-trunkline-secret': '$' + '{env:TRUNKLINE_WORKFLOW_SECRET}' };

/** @param base where HighLevel reaches us: our origin and the app's doors, without a slash at the end */
export function triggerModule(trigger: Trigger, base: string): ModuleFile {
  const version = {
    version: '1.0',
    status: 'draft',
    info: infoOf(trigger),
    filters: Object.entries(trigger.data).flatMap(([name, fact]) => filterOf(name, fact)),
    customVars: Object.entries(trigger.data).flatMap(([name, fact]) => variableOf(`data.${name}`, fact)),
    customVarsJson: { ...sampleEvent(trigger) },
    subscriptionConfig: { url: `${base}/workflows/triggers`, headers: HEADERS },
  };
  return moduleFile('triggers', trigger.key, version);
}

/** @param base as for triggers */
export function actionModule(action: Action, base: string): ModuleFile {
  const [asked, offered] = inputsOf(action);
  const version = {
    version: '1.0',
    status: 'draft',
    info: infoOf(action),
    inputs: [...asked.map(([name, field]) => inputOf(name, field)), ...(offered.length ? [dynamicInput(base)] : [])],
    customVars: Object.entries(action.result).flatMap(([name, fact]) => variableOf(name, fact)),
    customVarsJson: { ...sampleOf(action.result), ...(action.branches && { branchId: action.branches[0]?.id }) },
    executionConfig: {
      type: 'API',
      url: `${base}/workflows/actions/${action.key}`,
      method: 'POST',
      headers: HEADERS,
    },
    ...(action.branches && { branchesConfig: branchesOf(action.branches) }),
  };
  return moduleFile('actions', action.key, version);
}

function moduleFile(folder: string, key: string, version: Record<string, unknown>): ModuleFile {
  const path = `${folder}/${key.replaceAll('_', '-')}.json`;
  return { path, content: { schemaVersion: 1, key, versions: [version] } };
}

/** In English: the module files have one language, and the marketplace lists it. */
function infoOf({ title, description }: Pick<Trigger, 'title' | 'description'>) {
  return { name: title.en, description: description.en, summary: description.en };
}

function filterOf(name: string, { words, filter }: Fact) {
  if (!filter) return [];
  const base = { field: `data.${name}`, title: words.en, required: false };
  if (filter === 'text') return [{ ...base, fieldType: 'string' }];
  return [{ ...base, fieldType: 'select', options: optionsOf(filter) }];
}

const TYPES: Record<string, string> = { string: 'string', number: 'numerical', boolean: 'boolean' };

/** A value without an example has no type there, and no variable. */
function variableOf(reference: string, { words, sample }: Fact) {
  const fieldType = TYPES[typeof sample];
  return fieldType ? [{ name: words.en, reference, fieldType }] : [];
}

const CONTROLS: Record<Control['kind'], string> = {
  text: 'string',
  long_text: 'textarea',
  phone: 'phone',
  toggle: 'toggle',
  date_time: 'string',
  choice: 'select',
  pick: 'select',
};

/**
 * What a form asks for as it is, and what it offers out of what the sub-account has: that we are asked for while the
 * workflow is built, with the location. The contact and the sub-account come with every call.
 */
export function inputsOf({ fields }: Action): [asked: [string, Field][], offered: [string, Field][]] {
  const all = Object.entries(fields).filter(([name, field]) => !field.isForAgency && name !== 'contact');
  const isOffered = ([, { control }]: [string, Field]) => control.kind === 'pick' && control.of !== 'people';
  return [all.filter(one => !isOffered(one)), all.filter(isOffered)];
}

function dynamicInput(base: string) {
  const dynamicFieldsConfig = { url: `${base}/workflows/fields`, headers: HEADERS };
  return { field: 'DYNAMIC', title: 'Choices', required: false, fieldType: 'DYNAMIC', dynamicFieldsConfig };
}

function inputOf(name: string, field: Field) {
  const { title, hint, control } = field;
  const base = {
    field: name,
    title: title.en,
    required: !isOptional(field),
    fieldType: CONTROLS[control.kind],
    helpText: hint.en,
  };
  if (control.kind === 'choice') return { ...base, options: optionsOf(control.options) };
  return control.kind === 'pick' ? { ...base, mappedTo: 'USERS', allowCustomInputPicker: true } : base;
}

function optionsOf(list: readonly { value: string; words: { en: string } }[]) {
  return list.map(({ value, words }) => ({ label: words.en, value }));
}

function branchesOf(list: NonNullable<Action['branches']>) {
  const branches = list.map(({ id, words }, n) => ({
    id,
    branchName: words.en,
    conditionType: n === list.length - 1 ? 'default' : 'user-defined',
  }));
  return { info: { allowNewCondition: false, showBranchSection: true }, predefinedBranches: { branches } };
}
