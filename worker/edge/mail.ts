import type { SendEmail } from '@cloudflare/workers-types';

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
}

export interface Mailer {
  /** Throws when the mail was not taken. */
  send(mail: Mail): Promise<void>;
}

/** Mail through Cloudflare's `send_email` binding. @param fromName the agency's name, seen beside our address (M-1). */
export function createMailer(binding: SendEmail, from: string): Mailer & { as(name: string): Mailer } {
  const as = (name?: string): Mailer => ({
    send: async mail => {
      await binding.send({ from: name ? { email: from, name } : from, ...mail } as never);
    },
  });
  return { ...as(), as };
}
