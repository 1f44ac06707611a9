import { words } from './fields.ts';

/**
 * O-5: what agents do by themselves through the public interface. No workflow builder offers it; the list of runs names
 * it.
 */
export const AGENT_ACTS = [
  {
    key: 'text_as_agent',
    title: words(['Text as an agent', 'Enviar un mensaje como agente']),
    description: words([
      'Sends a text from a number that is attached to the agent, under the same checks as people’s texts.',
      'Envía un mensaje desde un número conectado al agente, con los mismos controles que los de las personas.',
    ]),
  },
  {
    key: 'call_as_agent',
    title: words(['Call as an agent', 'Llamar como agente']),
    description: words([
      'Rings a phone from a number that is attached to the agent; once somebody answers, the agent speaks.',
      'Llama a un teléfono desde un número conectado al agente; cuando contestan, habla el agente.',
    ]),
  },
] as const;
