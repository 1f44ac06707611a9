import { createMiddleware } from 'hono/factory';
import type { FromKey } from '../api-key/authenticate.ts';
import { grants, type Scope } from '../api-key/rules/scope.ts';
import { Problem } from '../problem.ts';
import { type ActionKey, isAction } from '../workflow/catalogue/index.ts';
import { TRIGGER_KEYS, type TriggerKey } from '../workflow/rules/trigger.ts';

/** W-4: which scope each action and each trigger takes; a new one without an entry does not compile. */
export const ACTION_SCOPE: Record<ActionKey, Scope> = {
  send_text: 'texts:write',
  call_contact: 'calls:write',
  assign_number: 'numbers:write',
  release_number: 'numbers:write',
  attach_number: 'numbers:write',
  set_forwarding: 'numbers:write',
  switch_rule: 'rules:write',
  set_do_not_disturb: 'users:write',
  who_would_ring: 'calls:read',
};

/** Beside `hooks:write`: nobody hears of what they may not read. */
export const TRIGGER_SCOPE: Record<TriggerKey, Scope> = {
  number_assigned: 'numbers:read',
  number_activated: 'numbers:read',
  number_suspended: 'numbers:read',
  number_released: 'numbers:read',
  payment_failed: 'numbers:read',
  call_answered: 'calls:read',
  call_missed: 'calls:read',
  voicemail_left: 'calls:read',
  caller_claimed: 'calls:read',
  text_received: 'texts:read',
};

/** Lets a key pass that has the scope. */
export const needs = (scope: Scope) =>
  createMiddleware<FromKey>(async (c, next) => {
    check(c.get('key').scopes, scope);
    await next();
  });

/** The scope of the action in the path; an unknown one is left to be not found. */
export const needsOfAction = createMiddleware<FromKey>(async (c, next) => {
  const key = c.req.param('key') ?? '';
  if (isAction(key)) check(c.get('key').scopes, ACTION_SCOPE[key]);
  await next();
});

/** The scope of the trigger that a new hook asks for; what does not fit is left to the shape's own refusal. */
export const needsOfTrigger = createMiddleware<FromKey>(async (c, next) => {
  const body: unknown = await c.req.json().catch(() => undefined);
  const event = typeof body === 'object' && body !== null && 'event' in body ? body.event : undefined;
  const trigger = TRIGGER_KEYS.find(known => known === event);
  if (trigger) check(c.get('key').scopes, TRIGGER_SCOPE[trigger]);
  await next();
});

function check(held: readonly string[], scope: Scope): void {
  if (grants(held, scope)) return;
  throw new Problem(403, {
    code: 'scope_missing',
    title: 'Not allowed.',
    detail: `This API key lacks the scope ${scope}. Make a key that has it in the panel, under API.`,
    params: { scope },
  });
}
