import { t } from '../../text/index.ts';

/** What is wrong with a person's settings, in a word; codes that we have no word for yet still show (S-1). */
export function issueWord(code: string): string {
  return t.staff.issue[code] ?? t.staff.issue.other ?? code;
}

export const issueWhy = (code: string): string | undefined => t.staff.why[code];

/** The act that mends it, when it can be mended here. */
export const issueMend = (code: string): string | undefined => t.staff.mend[code];
