/** Sentences of My call settings. */
export const mySettings = {
  title: 'My call settings',
  about: (place: string) => `How calls reach you at ${place}.`,
  direct: 'Your direct number',
  directHint: 'Calls to it ring you only.',
  noDirect: 'You have no direct number.',
  noDirectHint: 'Calls still reach you from callers you look after. An owner or admin can give you a direct number.',
  availability: 'When calls ring you',
  always: (phone: string, seconds: string) => `At any time: ${phone} rings for ${seconds}.`,
  notAnswered: 'If you do not answer, or are already on a call, the call goes on to call forwarding.',
  noPhone: 'Calls cannot reach you',
  noPhoneWhy: 'There is no phone to ring. Add yours below; until then your calls go straight to call forwarding.',
  badPhone: 'Your phone cannot be dialled. Correct it below; until then your calls go straight to call forwarding.',
};
