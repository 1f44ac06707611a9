import type { Books } from '../books.ts';
import { refused } from '../wire/problem.ts';

/** A connected account that has not finished onboarding cannot take money. */
export function checkOpenForBusiness(books: Books): void {
  if (books.world.merchant(books.account)?.charges_enabled) return;
  throw refused('Your account cannot currently make charges: onboarding is not finished.', 'account_invalid');
}
