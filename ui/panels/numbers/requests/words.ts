import { t } from '../../../text/index.ts';
import type { NumberRequest } from '../calls.ts';
import { countryName } from '../words.ts';

/** "Local · United States, area code 415". */
export function wishText({ type, country, areaCode }: Pick<NumberRequest, 'type' | 'country' | 'areaCode'>): string {
  return t.requests.wanted(`${t.numbers.type[type]} · ${countryName(country)}`, areaCode);
}
