import { viewer } from '../../../viewer.ts';
import { countryName } from '../words.ts';

/** Countries where carriers commonly sell numbers by the month. A country without any says so when searched. */
const CODES =
  'AR AT AU BE BG BR CA CH CL CO CY CZ DE DK EE ES FI FR GB GR HK HR HU ID IE IL IS IT JP KE LT LU LV MT MX MY NL NO NZ PA PE PH PL PR PT RO SE SG SI SK TH UA US ZA'.split(
    ' ',
  );

/** Countries by their names in the viewer's language; the viewer's own is always among them. */
export function countries(): { value: string; label: string }[] {
  const { locale, country } = viewer.value;
  const codes = CODES.includes(country) ? CODES : [...CODES, country];
  return codes
    .map(value => ({ value, label: countryName(value) }))
    .sort((a, b) => a.label.localeCompare(b.label, locale));
}
