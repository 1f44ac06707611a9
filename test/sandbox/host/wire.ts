import type { Company, Contact, Location, User } from './records.ts';

/** What the REST lists hold: the fields of the contract, nothing more. */
export const locationItem = ({ companyId: _, ...item }: Location) => item;
export const userItem = ({ companyId: _, ...item }: User) => item;
export const contactItem = ({ locationId: _, ...item }: Contact) => item;

/** What events hold: the same fields and whose they are. */
export const companyData = (c: Company) => ({ company_id: c.id, company_name: c.name });
export const locationData = (l: Location) => ({ ...locationItem(l), company_id: l.companyId });
export const userData = (u: User) => ({ ...userItem(u), company_id: u.companyId });
export const contactData = (c: Contact, companyId: string) => ({
  ...contactItem(c),
  company_id: companyId,
  location_id: c.locationId,
});
