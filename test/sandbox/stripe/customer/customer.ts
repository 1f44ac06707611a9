import type { Books } from '../books.ts';
import { type Customer, newCustomer } from '../object/customer.ts';
import { refused } from '../wire/problem.ts';

/** A customer without a name yet, not stored. */
export function addCustomer(books: Books): Customer {
  const id = books.world.id('cus', 14);
  return newCustomer(id, books.now(), id.slice(4, 12).toUpperCase());
}

/** A customer that still exists. */
export function alive(books: Books, id: string, param = 'customer'): Customer {
  const customer = books.get('customer', id, param);
  if (customer.deleted) throw refused(`No such customer: '${id}'`, 'resource_missing', param);
  return customer;
}
