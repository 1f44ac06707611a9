import { Problem, refused } from '../problem.ts';

export function notInstalled(): Problem {
  return refused(
    'not_installed',
    'Not opened.',
    'Trunkline is not installed for this company. Install it from your CRM’s marketplace.',
  );
}

/** The host could not be asked, so that nobody is let in on an old word (H-3). */
export function hostDown(cause: unknown): Problem {
  const detail = 'Your CRM could not be asked who you are. Try again in a minute.';
  return new Problem(503, { code: 'host_down', title: 'Not opened.', detail }, { cause });
}

/** The host takes our token no more; only somebody who may install can mend it. @param link where that begins */
export function notConnected(link: string): Problem {
  return refused(
    'not_connected',
    'Not opened.',
    `Trunkline is not connected to your CRM. Ask an admin of your agency to install it again: ${link}`,
    { link },
  );
}
