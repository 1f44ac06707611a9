import { t } from '../../../text/index.ts';
import type { Parameter, Schema } from './document.ts';
import { typeText } from './type.ts';

interface Entry {
  name: string;
  schema: Schema;
  required: boolean;
  description: string | undefined;
}

/** Named values, each with what it may be and what it means. */
export function FieldList({ title, entries }: { title: string; entries: readonly Entry[] }) {
  if (!entries.length) return null;
  return (
    <section aria-label={title}>
      <h4>{title}</h4>
      <dl class="api-fields">
        {entries.map(({ name, schema, required, description }) => (
          <div key={name}>
            <dt>
              <code>{name}</code> <span class="secondary">{typeText(schema)}</span>
              {required && <span class="api-required"> {t.api.ref.required}</span>}
            </dt>
            <dd>{description}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

export function ofParameters(parameters: readonly Parameter[], where: Parameter['in']): Entry[] {
  return parameters.filter(one => one.in === where);
}

/** What an object holds; of a list or object inside it, what that holds comes right behind, under its own name. */
export function ofObject({ properties = {}, required = [] }: Schema, prefix = ''): Entry[] {
  return Object.entries(properties).flatMap(([own, schema]) => {
    const name = prefix + own;
    const entry = { name, schema, required: required.includes(own), description: schema.description };
    const inside = schema.items ? ofObject(schema.items, `${name}[].`) : ofObject(schema, `${name}.`);
    return [entry, ...inside];
  });
}
