import * as v from 'valibot';

/** The agency's word on a person (T-3). */
export const StatusChange = v.object({ status: v.picklist(['approved', 'blocked']) });
