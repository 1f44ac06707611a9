import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '../support/mint.ts';
import { agent, owner, staff, visitor } from './door.ts';
import { type Scene, sceneOf } from './scene.ts';
import { openWorld, type World } from './world.ts';

let w: World;
let s: Scene;
let as: ReturnType<typeof visitor>;
beforeAll(async () => {
  w = await openWorld();
  s = sceneOf(w);
  as = visitor(w);
});
afterAll(() => w.close());
afterEach(() => w.calm());

describe('who may', () => {
  const body = (t: Tenant) => ({ userId: t.ownerId, subAccountId: t.subAccountId });

  test('T-1 ids of another tenant answer 404 at every door', async () => {
    const t = await w.tenant();
    const stranger = await w.tenant();
    const { id } = await s.given(t);
    const answers = await Promise.all([
      as(agent(stranger), 'GET', `/numbers/${t.numberId}/candidates`),
      as(agent(stranger), 'POST', `/numbers/${t.numberId}/assign`, body(stranger)),
      as(agent(stranger), 'POST', `/numbers/${stranger.numberId}/assign`, body(t)),
      as(agent(stranger), 'POST', `/assignments/${id}/unassign`),
      as(agent(stranger), 'POST', `/assignments/${id}/remind`),
      as(owner(stranger), 'POST', `/assignments/${id}/pay`),
      as(owner(stranger), 'POST', `/assignments/${id}/release`),
      as(owner(stranger), 'POST', `/assignments/${id}/keep`),
      as({ ...owner(t), subAccountId: stranger.subAccountId }, 'POST', `/assignments/${id}/pay`),
      as({ ...owner(t), subAccountId: stranger.subAccountId }, 'POST', `/assignments/${id}/release`),
    ]);
    expect(answers.map(answer => answer.status)).toEqual(answers.map(() => 404));
    expect((await w.row(id)).state).toBe('pending');
    expect((await as(owner(stranger), 'GET', '/phone-numbers')).body.items).toEqual([]);
  });

  test('T-2 only the agency assigns and takes back, only an owner or admin pays and releases', async () => {
    const t = await w.tenant();
    const { id } = await s.given(t);
    const answers = await Promise.all([
      as(owner(t), 'GET', `/numbers/${t.numberId}/candidates`),
      as(owner(t), 'POST', `/numbers/${t.numberId}/assign`, body(t)),
      as(owner(t), 'POST', `/assignments/${id}/unassign`),
      as(owner(t), 'POST', `/assignments/${id}/remind`),
      as(staff(t), 'GET', '/phone-numbers'),
      as(staff(t), 'POST', `/assignments/${id}/pay`),
      as(staff(t), 'POST', `/assignments/${id}/release`),
      as(staff(t), 'POST', `/assignments/${id}/keep`),
      as(agent(t), 'POST', `/assignments/${id}/pay`),
    ]);
    expect(answers.map(answer => answer.status)).toEqual(answers.map(() => 403));
  });

  test('X-6 a body that does not fit names the field', async () => {
    const t = await w.tenant();
    const answer = await as(agent(t), 'POST', `/numbers/${t.numberId}/assign`, { userId: 7 });
    expect(answer).toMatchObject({ status: 422, body: { code: 'invalid' } });
    expect(answer.body.errors.map((e: { field: string }) => e.field)).toEqual(['userId', 'subAccountId']);
  });
});
