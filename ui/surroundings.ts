import type { Surroundings } from './host.ts';

const meta = (name: string) => document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? '';

/** The real window, for `connectHost`. */
export function surroundings(): Surroundings {
  const posted = document.querySelector<HTMLTemplateElement>('template#launch')?.dataset.token;
  const framed = window.parent !== window;
  const ancestors: DOMStringList | undefined = location.ancestorOrigins;
  return {
    location,
    replaceUrl: url => history.replaceState(null, '', url),
    parent: framed ? window.parent : null,
    parentOrigin: ancestors?.[0],
    onMessage: take => addEventListener('message', take),
    issuer: meta('trunkline-issuer'),
    kind: meta('trunkline-kind'),
    origins: meta('trunkline-origins')
      .split(/\s+/)
      .filter(origin => /^https?:/.test(origin)),
    // Unfilled, the placeholder still carries its percent signs.
    posted: posted && !posted.includes('%') ? posted : undefined,
  };
}
