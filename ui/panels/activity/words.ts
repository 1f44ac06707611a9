import { numberText } from '../../kit/index.ts';

/** A sentence of the server with its numbers, spaced or not, written as the viewer reads them and never broken. */
export const prose = (sentence: string) =>
  sentence.replace(/\+\d(?:[ -]?\d){6,14}/g, written => numberText(`+${written.replace(/\D/g, '')}`));
