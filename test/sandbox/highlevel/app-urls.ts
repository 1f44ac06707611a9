import type { HighlevelContext } from '../context.ts';

/** Name under which the app's registration knows this CRM. */
export const ISSUER = 'highlevel';

/** The addresses that the app's developer page holds. */
export function appUrls({ urls }: HighlevelContext) {
  return {
    redirect: `${urls.worker}/install/${ISSUER}/callback`,
    webhook: `${urls.worker}/hosts/highlevel/${ISSUER}/events`,
    customPage: `${urls.worker}/embed/highlevel/${ISSUER}`,
    triggers: `${urls.worker}/hosts/highlevel/${ISSUER}/workflows/triggers`,
    action: (key: string) => `${urls.worker}/hosts/highlevel/${ISSUER}/workflows/actions/${key}`,
  };
}
