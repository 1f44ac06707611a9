import type { TriggerKey } from '../rules/trigger.ts';
import { CALL_TRIGGERS } from './call-triggers.ts';
import { callContact, sendText, setDoNotDisturb, whoWouldRing } from './contact-actions.ts';
import { type Action, sampleOf, type Trigger } from './definition.ts';
import { assignNumber, attachNumber, releaseNumber, setForwarding, switchRule } from './number-actions.ts';
import { NUMBER_TRIGGERS } from './number-triggers.ts';

/**
 * W-1, W-2: all that workflows can react to and have done, as data. HighLevel's module files, the public interface, its
 * document and the reference page are made from it.
 */
export const TRIGGERS: readonly Trigger[] = [...NUMBER_TRIGGERS, ...CALL_TRIGGERS];

export const ACTION = {
  send_text: sendText,
  call_contact: callContact,
  assign_number: assignNumber,
  release_number: releaseNumber,
  attach_number: attachNumber,
  set_forwarding: setForwarding,
  switch_rule: switchRule,
  set_do_not_disturb: setDoNotDisturb,
  who_would_ring: whoWouldRing,
} as const satisfies Record<string, Action>;
export type ActionKey = keyof typeof ACTION;

export const ACTIONS: readonly Action[] = Object.values(ACTION);

export function triggerOf(key: string): Trigger | undefined {
  return TRIGGERS.find(trigger => trigger.key === key);
}

export function isAction(key: string): key is ActionKey {
  return Object.hasOwn(ACTION, key);
}

/** An event as it is sent, whoever listens. `timestamp`: when it happened. */
export interface TriggerEvent {
  id: string;
  type: TriggerKey;
  version: number;
  timestamp: string;
  agency_id: string;
  sub_account_id: string | null;
  /** The CRM's id of the sub-account. */
  sub_account_host_id: string | null;
  data: Record<string, unknown>;
}

/** The documented example of a trigger's event: it stays the same for as long as the version does. */
export function sampleEvent(trigger: Trigger): TriggerEvent {
  return {
    id: 'evt_k7m2q9x4c1v8n5b3z6d0fw',
    type: trigger.key,
    version: trigger.version,
    timestamp: '2026-03-03T17:00:00.000Z',
    agency_id: 'agy_0nn3x8k2a1qv5j1m4p6r8t',
    sub_account_id: 'sub_0nn3x8k2c4qv5j1m4p6r8t',
    sub_account_host_id: 'mQ4xT8sLw2Zk7NvBp3Rc',
    data: sampleOf(trigger.data),
  };
}
