import type { InferRequestType } from 'hono/client';
import { MOST_ROWS } from '../../../worker/level/rules/reason.ts';
import { api, json } from '../../api.ts';

export const readTree = () => json(api.units.$get());

/** The business with its units and their programs (N-5). */
export type Tree = Awaited<ReturnType<typeof readTree>>;
export type Business = Tree['business'];
export type Unit = Tree['items'][number];
export type Program = Unit['programs'][number];
export type Purpose = Program['callPurpose'];
export type ProgramStatus = Program['status'];

export type LevelKind = 'business' | 'unit' | 'program';

/** One of the levels, by name. */
export interface Level {
  kind: LevelKind;
  id: string;
  name: string;
}

const one = (id: string) => ({ param: { id } });

export const addUnit = (name: string) => json(api.units.$post({ json: { name } }));
export const renameUnit = (id: string, name: string) => json(api.units[':id'].$patch({ ...one(id), json: { name } }));
export const deleteUnit = (id: string) => json(api.units[':id'].$delete(one(id)));

export type ProgramBody = InferRequestType<(typeof api.units)[':id']['programs']['$post']>['json'];

export const addProgram = (unitId: string, body: ProgramBody) =>
  json(api.units[':id'].programs.$post({ ...one(unitId), json: body }));
export const changeProgram = (id: string, body: ProgramBody) =>
  json(api.programs[':id'].$patch({ ...one(id), json: body }));
export const deleteProgram = (id: string) => json(api.programs[':id'].$delete(one(id)));

/** So many come with one page. */
const PAGE = '100';

export const readNumbers = ({ kind, id }: Level, q: string, cursor: string | undefined) =>
  json(
    api['level-numbers'].$get({
      query: {
        level: kind,
        ...(kind !== 'business' && { id }),
        limit: PAGE,
        ...(q && { q }),
        ...(cursor && { cursor }),
      },
    }),
  );
/** A number at or below a level. */
export type LevelNumber = Awaited<ReturnType<typeof readNumbers>>['items'][number];

/** All of them, read page by page, as far as one list goes. */
export async function readAllNumbers(level: Level, q: string): Promise<LevelNumber[]> {
  const all: LevelNumber[] = [];
  let cursor: string | undefined;
  do {
    const page = await readNumbers(level, q, cursor);
    all.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined && all.length < MOST_ROWS);
  return all;
}

export const readAssignments = (q: string, cursor: string | undefined) =>
  json(api['view-assignments'].$get({ query: { limit: PAGE, ...(q && { q }), ...(cursor && { cursor }) } }));
/** A line of View assignments (N-6). */
export type Assigned = Awaited<ReturnType<typeof readAssignments>>['items'][number];

export const setPurpose = (numberIds: string[], purpose: Purpose | null) =>
  json(api['phone-numbers'].purpose.$patch({ json: { numberIds, purpose } }));

export type BulkBody = InferRequestType<(typeof api.levels.bulk)['$post']>['json'];
export type BulkAct = BulkBody['act'];
export type BulkRow = BulkBody['rows'][number];

export const commitBulk = (body: BulkBody) => json(api.levels.bulk.$post({ json: body }));
/** What came of a list, row by row (N-8). */
export type Outcome = Awaited<ReturnType<typeof commitBulk>>;
export type Rejected = Outcome['rejected'][number];

export const linkToResult = (requestId: string) =>
  json(api.levels.bulk[':requestId'].csv.$post({ param: { requestId } }));
