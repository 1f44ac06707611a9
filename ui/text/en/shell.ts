/** Sentences of the frame around the panels. */
export const shell = {
  product: 'Trunkline',
  navigation: 'Panels',
  starting: 'Opening…',
  skip: 'Skip to content',
  noHost: {
    title: 'Open Trunkline from your CRM',
    why: 'This page works inside your CRM, which tells it who you are.',
    next: 'Go back to your CRM and choose Trunkline from its menu.',
  },
  silent: {
    title: 'Your CRM did not answer',
    why: 'Trunkline asked your CRM who you are and heard nothing for five seconds.',
    next: 'Reload this page in your CRM. If it happens again, ask your administrator to check that this address is allowed.',
  },
  refused: {
    title: 'You are not signed in',
    next: 'Close this page and open Trunkline again from your CRM.',
  },
  ended: {
    title: 'Your session has ended',
    why: 'What you saved is saved.',
    hint: 'If signing in again does not help, open Trunkline again from your CRM.',
    next: 'Sign in again',
  },
  broken: {
    title: 'This page stopped working',
    why: 'The rest of Trunkline still works.',
    next: 'Open it again',
  },
  unreachable: {
    title: 'Trunkline cannot be reached',
    detail: 'Check your connection. We keep trying.',
  },
  unexpected: {
    title: 'That did not work',
    detail: 'Something went wrong on our side. Try again in a moment.',
  },
  nothing: {
    title: 'Nothing for you here yet',
    why: 'Your role has no pages in Trunkline.',
    next: (who: string) => `Ask ${who} to give you access.`,
  },
  support: (agency: string) => `Stuck? Ask ${agency}:`,
  /** For the agency's own people. */
  ownSupport: (agency: string) => `${agency}’s support contact:`,
  reference: (id: string) => `Reference ${id}`,
};
