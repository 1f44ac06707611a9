import { catalogue } from '../../../../worker/language/rules/catalogue.ts';
import { findingsInSpanish } from '../../../../worker/language/rules/findings-es.ts';
import { audit } from './acts.ts';
import { decisions } from './decisions.ts';
import { failures } from './failures.ts';
import { health } from './health.ts';
import { acts, happened, phrases } from './phrases.ts';
import { refusals } from './refusals.ts';
import { agentRefusals } from './refusals-agents.ts';
import { callRefusals } from './refusals-calls.ts';
import { listRefusals } from './refusals-lists.ts';
import { numberRefusals } from './refusals-numbers.ts';

const DAYS = { Mon: 'lun', Tue: 'mar', Wed: 'mié', Thu: 'jue', Fri: 'vie', Sat: 'sáb', Sun: 'dom' } as const;
const list = new Intl.ListFormat('es');

/**
 * The server words its refusals, traces and lines of the audit in English, for programs and the log as well; here they are
 * said in Spanish. A test reads the server's source and fails for a sentence that is not here.
 */
export const said = catalogue(
  {
    ...phrases,
    ...refusals,
    ...numberRefusals,
    ...agentRefusals,
    ...callRefusals,
    ...listRefusals,
    ...decisions,
    ...health,
    ...findingsInSpanish,
    ...audit,
    ...failures,
  },
  {
    act: word => acts[word],
    happened: word => happened[word] ?? (acts[word] && `se ${acts[word]}`),
    names: words => list.format(words.split(/, | and /)),
    hours: words =>
      words
        .replace(/\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b/g, day => DAYS[day as keyof typeof DAYS])
        .replace('every day', 'todos los días')
        .replace('whenever no other rule holds', 'cuando no vale ninguna otra regla'),
  },
);
