import { openDesk } from './desk.ts';

/** An open desk whose number is a company number, and rules to save. */
export async function openCounter() {
  const desk = await openDesk();
  await desk.company();
  const { t, admin, rules } = desk;
  const rule = (name: string, days: number[], start: number, end: number, more: object = {}) => ({
    name,
    action: { kind: 'user', userId: t.staffId },
    hours: [{ days, start, end }],
    ...more,
  });
  const add = (body: object) => admin('POST', rules, body);
  const items = async () => (await admin('GET', rules)).body.items;
  const defaultId = async () => (await items()).at(-1).id;
  return { ...desk, rule, add, items, defaultId };
}
