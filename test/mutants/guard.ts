/**
 * One guard of the product and the test that must notice when it is gone. The text is taken out of a copy of the project,
 * never out of the project itself.
 */
export interface Guard {
  /** What it keeps from happening, with its rule id. */
  name: string;
  file: string;
  /** Exactly one place in the file. */
  find: string;
  replace: string;
  test: {
    project: 'rules' | 'verbs';
    file: string;
    /** The test's whole name, or how it begins. One with fixed cases: a property may miss a fault by chance. */
    name: string;
  };
}

/** A guard of a use case, in one row; its test is one of use cases, too. */
export type Row = readonly [name: string, file: string, find: string, replace: string, test: string, is: string];

export function guardsOf(kind: string, rows: readonly Row[]): Guard[] {
  return rows.map(([name, file, find, replace, test, is]) => ({
    name: kind + name,
    ...{ file: `worker/${file}`, find, replace },
    test: { project: 'verbs', file: `test/${test}`, name: is },
  }));
}
