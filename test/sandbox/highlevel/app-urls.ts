import type { HighlevelContext } from '../context.ts';

/** Name under which the app's registration knows this CRM. */
export const ISSUER = 'crm';

/** The addresses that the app's developer page holds. */
export function appUrls({ urls }: HighlevelContext) {
  return {
    redirect: `${urls.worker}/install/${ISSUER}/callback`,
    webhook: `${urls.worker}/hosts/app/${ISSUER}/events`,
    customPage: `${urls.worker}/embed/app/${ISSUER}`,
    triggers: `${urls.worker}/hosts/app/${ISSUER}/workflows/triggers`,
    fields: `${urls.worker}/hosts/app/${ISSUER}/workflows/fields`,
    action: (key: string) => `${urls.worker}/hosts/app/${ISSUER}/workflows/actions/${key}`,
  };
}
