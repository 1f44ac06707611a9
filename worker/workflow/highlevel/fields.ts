import { listAgents } from '../../agent/read.ts';
import { notFound } from '../../problem.ts';
import type { Control } from '../catalogue/definition.ts';
import { isOptional } from '../catalogue/definition.ts';
import { ACTION, isAction } from '../catalogue/index.ts';
import { inputsOf } from '../catalogue/module.ts';
import { numbersOf, rulesOf } from '../store/place.ts';
import type { Called } from './door.ts';

interface Option {
  label: string;
  value: string;
}

/** The choices of an action's form, out of what the location has, while a workflow is built (W-3). */
export async function choicesFor(called: Called, key: string | null | undefined) {
  if (!key || !isAction(key)) throw notFound('action');
  const { title, ...action } = ACTION[key];
  const [, offered] = inputsOf({ title, ...action });
  const fields = await Promise.all(
    offered.map(async ([field, { title: name, hint, control, ...rest }]) => {
      const base = { field, title: name.en, required: !isOptional(rest), helpText: hint.en };
      const options = control.kind === 'pick' ? await optionsOf(called, control.of) : [];
      return options.length ? { ...base, fieldType: 'select', options } : { ...base, fieldType: 'string' };
    }),
  );
  return { inputs: [{ section: title.en, fields }] };
}

async function optionsOf(called: Called, of: Extract<Control, { kind: 'pick' }>['of']): Promise<Option[]> {
  const { ctx, agencyId, subAccountId } = called;
  const place = { agencyId, subAccountId };
  if (of === 'numbers') return (await numbersOf(ctx, place)).map(({ e164 }) => ({ label: e164, value: e164 }));
  if (of === 'agents') return (await listAgents(ctx, place)).items.map(({ id, name }) => ({ label: name, value: id }));
  if (of === 'rules') {
    return (await rulesOf(ctx, place)).map(({ id, name, e164 }) => ({ label: `${name} (${e164})`, value: id }));
  }
  return [];
}
