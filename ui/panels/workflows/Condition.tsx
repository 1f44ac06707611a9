import { Select, TextField } from '../../kit/index.ts';
import { t } from '../../text/index.ts';
import type { Catalogue } from './calls.ts';
import { said } from './words.ts';

const OPERATORS = ['is', 'is_not', 'contains', 'is_empty'] as const;
type Operator = (typeof OPERATORS)[number];

interface Filter {
  field: string;
  operator: Operator;
  value: string;
}
/** No condition: told every time. */
export const NONE: Filter = { field: '', operator: 'is', value: '' };

/** When the receiver is told: always, or only if one field fits. */
export function Condition(props: {
  fields: Catalogue['triggers'][number]['filters'];
  value: Filter;
  onChange: (filter: Filter) => void;
}) {
  const { fields, value, onChange } = props;
  const words = t.workflows.form;
  const chosen = fields.find(one => one.field === value.field);
  const options = chosen?.options ?? null;
  const choose = (field: string) => {
    const first = fields.find(one => one.field === field)?.options?.[0];
    onChange({ ...NONE, field, value: first?.value ?? '' });
  };
  return (
    <>
      <Select
        label={words.condition}
        hint={words.conditionHint}
        value={value.field}
        options={[
          { value: '', label: words.always },
          ...fields.map(one => ({ value: one.field, label: said(one.words) })),
        ]}
        onChange={choose}
        testid="hook-condition"
      />
      {chosen && (
        <div class="workflows-condition">
          <Select<Operator>
            label={words.operator}
            value={value.operator}
            options={OPERATORS.map(one => ({ value: one, label: words.operators[one] }))}
            onChange={operator => onChange({ ...value, operator })}
            testid="hook-operator"
          />
          {value.operator !== 'is_empty' &&
            (options && value.operator !== 'contains' ? (
              <Select
                label={words.value}
                value={value.value}
                options={options.map(one => ({ value: one.value, label: said(one.words) }))}
                onChange={text => onChange({ ...value, value: text })}
                testid="hook-value"
              />
            ) : (
              <TextField
                label={words.value}
                maxLength={200}
                value={value.value}
                onInput={text => onChange({ ...value, value: text })}
                testid="hook-value"
              />
            ))}
        </div>
      )}
    </>
  );
}
