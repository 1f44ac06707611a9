/** what HELP is answered with: the agency's support contact, and how to stop. @param contacts email, phone */
export function helpAnswer(agencyName: string, contacts: readonly (string | null | undefined)[]): string {
  const reached = contacts.filter(Boolean).join(' or ');
  const whom = reached ? `For help contact ${reached}.` : 'For help write to us here.';
  return [agencyName && `${agencyName}:`, whom, 'Reply STOP to get no more texts.'].filter(Boolean).join(' ');
}
