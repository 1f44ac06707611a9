/** The few functions we use of the numbering plans, so that the rest stays out of their chunk. */
export {
  AsYouType,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min';
