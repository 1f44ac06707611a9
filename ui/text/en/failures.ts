/** Sentences of the list of what could not be delivered. */
export const failures = {
  title: 'Failures',
  about: 'What was tried again and again and still failed. Nothing here is lost: mend the cause, then retry.',
  table: 'Failures',
  kind: { event: 'Not taken in', delivery: 'Not delivered', job: 'Not done' } as Record<string, string>,
  failedAgain: 'Failed again',
  attempts: (n: number) => (n === 1 ? 'Tried once' : `Tried ${n} times`),
  since: 'Since',
  error: 'What went wrong',
  retry: 'Retry',
  retryName: (what: string) => `Retry: ${what}`,
  retrying: (what: string) => `${what}: trying again…`,
  worked: (what: string) => `${what}: done.`,
  failedAgainOf: (what: string) => `${what}: failed again.`,
  byItself: 'It is tried again by itself for some hours, and comes back here if it fails for good.',
  empty: {
    title: 'Everything got through',
    why: 'Mails, texts, calls, payments and news from your CRM that fail for good are kept here until somebody retries them.',
  },
};
