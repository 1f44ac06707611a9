import { isDialable } from '../../number/rules/phone.ts';
import { isAllowedCountry } from '../../outbound/rules/destination.ts';

/**
 * R-14, once more at dialling: emergency, short, premium and satellite numbers never, other countries only as the agency
 * allows. @param allowed ISO countries; undefined = every country
 */
export function mayDial(e164: string, allowed?: readonly string[]): boolean {
  return isDialable(e164) && (!allowed || isAllowedCountry(e164, allowed));
}
