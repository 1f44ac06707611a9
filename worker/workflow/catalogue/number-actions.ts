import type { Action } from './definition.ts';
import { maybeFact, NUMBER, textFact, yesNoFact } from './facts.ts';
import {
  maybeToggle,
  neededSubAccount,
  number,
  optional,
  person,
  required,
  subAccount,
  toggle,
  words,
} from './fields.ts';

/** W-2, A-4: agency credentials only. */
export const assignNumber = {
  key: 'assign_number',
  version: 1,
  isForAgency: true,
  title: words(['Assign number', 'Asignar número']),
  description: words([
    'Reserves a number of the agency’s pool for a sub-account, which then pays for it.',
    'Reserva un número del inventario de la agencia para una subcuenta, que luego lo paga.',
  ]),
  fields: {
    number: required(
      { kind: 'text' },
      '+14155550132',
      ['Number', 'Número'],
      [
        'An unassigned number of the pool: its id or +14155550132.',
        'Un número libre del inventario: su id o +14155550132.',
      ],
    ),
    sub_account: neededSubAccount,
    user: person(
      ['Person', 'Persona'],
      ['Who of the sub-account gets the mail with Pay now.', 'Quién de la subcuenta recibe el correo para pagar.'],
    ),
  },
  result: {
    assignment_id: textFact('asg_0nn3x8k2e1qv5j1m4p6r8t', 'Id of the assignment', 'Id de la asignación'),
    ...NUMBER,
    state: textFact('pending', 'How it stands', 'Estado'),
  },
} satisfies Action;

/** W-2, A-8. */
export const releaseNumber = {
  key: 'release_number',
  version: 1,
  title: words(['Release number', 'Liberar número']),
  description: words([
    'Gives a number up at the end of the period that is paid for.',
    'Deja un número al final del período pagado.',
  ]),
  fields: { sub_account: subAccount, number },
  result: {
    assignment_id: textFact('asg_0nn3x8k2e1qv5j1m4p6r8t', 'Id of the assignment', 'Id de la asignación'),
    ...NUMBER,
    state: textFact('ending', 'How it stands', 'Estado'),
    ends_at: maybeFact('2026-04-03T17:00:00.000Z', 'Works until', 'Funciona hasta'),
  },
} satisfies Action;

/** W-2, L-1, L-3. */
export const attachNumber = {
  key: 'attach_number',
  version: 1,
  title: words(['Attach number to agent', 'Conectar número a un agente']),
  description: words([
    'Has a voice agent, campaign or workflow answer a number, or detaches it.',
    'Hace que un agente de voz, campaña o flujo conteste un número, o lo desconecta.',
  ]),
  fields: {
    sub_account: subAccount,
    number,
    agent: optional(
      { kind: 'pick', of: 'agents' },
      'agt_0nn3x8k2h1qv5j1m4p6r8t',
      ['Agent', 'Agente'],
      ['Its id. Empty: the number is detached.', 'Su id. Vacío: se desconecta el número.'],
    ),
    replace: maybeToggle(
      false,
      ['Replace', 'Reemplazar'],
      ['Also where the number is wired to something else now.', 'También si el número ya está conectado a otra cosa.'],
    ),
  },
  result: {
    ...NUMBER,
    agent_id: maybeFact('agt_0nn3x8k2h1qv5j1m4p6r8t', 'Id of the agent', 'Id del agente'),
    warning: maybeFact(
      'Ava has no endpoint yet, so its calls go on to forwarding.',
      'What hinders calls, if anything does',
      'Qué impide las llamadas, si algo lo hace',
    ),
  },
} satisfies Action;

/** W-2, S-4. */
export const setForwarding = {
  key: 'set_forwarding',
  version: 1,
  title: words(['Set forwarding', 'Poner desvío']),
  description: words([
    'Sets where calls go that nobody takes, for one number or for all that have none of their own.',
    'Define adónde van las llamadas que nadie contesta, para un número o para todos los que no tienen uno propio.',
  ]),
  fields: {
    sub_account: subAccount,
    number: optional(
      { kind: 'pick', of: 'numbers' },
      '+14155550132',
      ['Number', 'Número'],
      ['Empty: the sub-account’s default.', 'Vacío: el desvío predeterminado de la subcuenta.'],
    ),
    forward_to: optional(
      { kind: 'phone' },
      '+12125550199',
      ['Forward to', 'Desviar a'],
      ['Empty: no forwarding.', 'Vacío: sin desvío.'],
    ),
  },
  result: {
    number_id: maybeFact('num_0nn3x8k2d7qv5j1m4p6r8t', 'Id of the number', 'Id del número'),
    forward_to: maybeFact('+12125550199', 'Forwards to', 'Desvía a'),
  },
} satisfies Action;

/** W-2, U-3. */
export const switchRule = {
  key: 'switch_rule',
  version: 1,
  title: words(['Switch a rule on or off', 'Activar o desactivar una regla']),
  description: words([
    'Switches a rule for unknown callers on or off. The default rule stays on.',
    'Activa o desactiva una regla para desconocidos. La regla predeterminada siempre queda activa.',
  ]),
  fields: {
    sub_account: subAccount,
    rule: required(
      { kind: 'pick', of: 'rules' },
      'rul_0nn3x8k2j1qv5j1m4p6r8t',
      ['Rule', 'Regla'],
      ['Its id.', 'Su id.'],
    ),
    on: toggle(true, ['On', 'Activa'], ['Whether it holds from now on.', 'Si vale desde ahora.']),
  },
  result: {
    rule_id: textFact('rul_0nn3x8k2j1qv5j1m4p6r8t', 'Id of the rule', 'Id de la regla'),
    rule_name: textFact('Evenings', 'Name of the rule', 'Nombre de la regla'),
    on: yesNoFact(true, 'It holds', 'Vale'),
  },
} satisfies Action;
