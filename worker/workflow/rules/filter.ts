/**
 * W-1: which events a subscription hears of. Every one of its filters must hold. A filter on a field that the event has
 * not got holds for `is_not`, `not_contains` and `is_empty` only; an operator we do not know lets nothing pass, so that
 * nobody is told too much.
 */
export interface Filter {
  /** A field of the event's data, with or without `data.` in front. */
  field: string;
  operator: string;
  value: unknown;
}

export const OPERATORS = ['is', 'is_not', 'contains', 'not_contains', 'is_any_of', 'is_none_of', 'is_empty'] as const;
export type Operator = (typeof OPERATORS)[number];

/** How others write the same; HighLevel's documentation shows `==`, the rest is a guess at its kin. */
const SPELT: Record<string, Operator> = {
  '==': 'is',
  '=': 'is',
  eq: 'is',
  equals: 'is',
  '!=': 'is_not',
  ne: 'is_not',
  'not-equals': 'is_not',
  'contains-any': 'is_any_of',
  in: 'is_any_of',
  'index-of-true': 'is_any_of',
  nin: 'is_none_of',
  'index-of-false': 'is_none_of',
  'string-contains': 'contains',
  'string-not-contains': 'not_contains',
};

export function operatorOf(text: string): Operator | undefined {
  return OPERATORS.find(known => known === text) ?? SPELT[text];
}

/** The name of the field without what says that it is of the data. */
export function fieldOf(text: string): string {
  return text.replace(/^data\./, '');
}

export function passes(data: Readonly<Record<string, unknown>>, filters: readonly Filter[]): boolean {
  return filters.every(filter => holds(said(data[fieldOf(filter.field)]), filter));
}

function holds(actual: string[], { operator, value }: Filter): boolean {
  const wanted = said(value);
  // A list in a CRM's form means any of its entries, whatever the operator is called.
  const has = wanted.some(one => actual.includes(one));
  switch (operatorOf(operator)) {
    case 'is':
    case 'is_any_of':
      return has;
    case 'is_not':
    case 'is_none_of':
      return !has;
    case 'contains':
      return wanted.some(one => actual.some(text => text.includes(one)));
    case 'not_contains':
      return !wanted.some(one => actual.some(text => text.includes(one)));
    case 'is_empty':
      return actual.length === 0;
    default:
      return false;
  }
}

/** As forms and wires write it: everything is text, compared without regard to case and outer blanks. */
function said(value: unknown): string[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap(said);
  const text = String(value).trim().toLowerCase();
  return text ? [text] : [];
}
