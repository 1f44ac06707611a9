import type { Clock } from './clock.ts';
import type { Faults } from './fault.ts';
import type { Store } from './store.ts';

/** The marketplace app as its developer page shows it. Keys are PEM; the public one verifies the webhooks. */
export interface HighlevelApp {
  /** `<app id>-<suffix>`. */
  clientId: string;
  clientSecret: string;
  /** Passphrase of the user data that a custom page is told. */
  ssoSecret: string;
  /** Static header of workflow calls. */
  workflowSecret: string;
  /** The app's conversation provider. */
  providerId: string;
  privateKey: string;
  publicKey: string;
}

/** What every sandbox vendor is built from. */
export interface SandboxContext {
  clock: Clock;
  store: Store;
  faults: Faults;
  /** Public origins, without trailing slash. Filled in once the ports are known, before the first request. */
  urls: { worker: string; desk: string; stripe: string; twilio: string; host: string; highlevel?: string };
  secrets: {
    stripeKey: string;
    /** Endpoint secret (`whsec_…`) of the platform account's webhook. */
    stripeWebhook: string;
    /** Endpoint secret (`whsec_…`) of the Connect webhook. */
    stripeConnectWebhook: string;
    twilioSid: string;
    twilioToken: string;
    /** The JWT host's issuer name, HS256 launch-token secret, Standard Webhooks secret (`whsec_…`) and API bearer. */
    hostIssuer: string;
    hostTokenSecret: string;
    hostWebhook: string;
    hostApiToken: string;
  };
  /** One line to the developer's terminal; never a secret. */
  say: (line: string) => void;
}

/** What the HighLevel stand-in is built from besides. */
export interface HighlevelContext extends SandboxContext {
  urls: SandboxContext['urls'] & { highlevel: string };
  secrets: SandboxContext['secrets'] & { highlevel: HighlevelApp };
}
