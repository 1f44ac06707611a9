/** Any object of Stripe's. Known fields are typed by its kind; the rest is carried for the wire only. */
export interface Thing {
  id: string;
  object: string;
  [field: string]: unknown;
}

/** A page of things as Stripe lists them. */
export interface List<T> {
  object: 'list';
  data: T[];
  has_more: boolean;
  url: string;
}

/** Free strings the caller keeps on an object. */
export type Metadata = Record<string, string>;

/** An address none of whose lines is known. */
export const noAddress = () => ({
  city: null,
  country: null,
  line1: null,
  line2: null,
  postal_code: null,
  state: null,
});

/** A complete list inside another object. */
export const listOf = <T>(data: T[], url: string): List<T> => ({ object: 'list', data, has_more: false, url });
