/** Round marks for an axis that holds all values and zero: about four of them, 1, 2 or 5 times a power of ten apart. */
export function axis(values: readonly number[]): number[] {
  const high = Math.max(0, ...values);
  const low = Math.min(0, ...values);
  const rough = (high - low) / 4 || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find(n => n * power >= rough) ?? 10) * power;
  const marks: number[] = [];
  for (let n = Math.floor(low / step); n <= Math.ceil(high / step); n++) marks.push(n * step);
  return marks.length > 1 ? marks : [0, step];
}
