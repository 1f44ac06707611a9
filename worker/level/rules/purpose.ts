/** N-7: what a number calls for. The label is what people write in a spreadsheet; the id is what is stored. */
export const PURPOSE_LABELS = {
  charity: 'Charity',
  customer_service: 'Customer service',
  debt_collection: 'Debt collection',
  informational: 'Informational/notification',
  multi_use: 'Multi-use line',
  political: 'Political',
  prison: 'Prison',
  survey: 'Survey',
  telemarketing: 'Telemarketing',
  do_not_originate: 'Do not originate',
} as const;

export type Purpose = keyof typeof PURPOSE_LABELS;

export const PURPOSES = Object.keys(PURPOSE_LABELS) as [Purpose, ...Purpose[]];

/** Shorter ways to write one, as panels and people do. */
const SHORT: Record<string, Purpose> = {
  notification: 'informational',
  'informational notification': 'informational',
  'multi use line': 'multi_use',
};

const KNOWN = new Map<string, Purpose>([
  ...PURPOSES.map(id => [plain(id), id] as const),
  ...PURPOSES.map(id => [plain(PURPOSE_LABELS[id]), id] as const),
  ...Object.entries(SHORT),
]);

/** A purpose by its id or its label, however it is spelled; undefined for anything else. */
export function purposeOf(typed: string): Purpose | undefined {
  return KNOWN.get(plain(typed));
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\s_/-]+/g, ' ')
    .trim();
}
