import { showNumber } from '../../format/phone.ts';
import { viewer } from '../../viewer.ts';

/** A number as a sentence has it. */
export const spokenNumber = (e164: string) => showNumber(e164, viewer.value.country);
