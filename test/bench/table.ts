import type { Measured } from './bench.ts';

/** What `npm run bench` prints. */
export function print(result: Measured): void {
  const { voice, company, sms, floors, growth, cpu } = result;
  console.table({
    'voice: throughput / read floor': { measured: voice.ratioToFloorThroughput, aim: '≥ 0.8' },
    'voice: p50 / read floor': { measured: voice.ratioToFloorP50, aim: '≤ 1.25' },
    'voice: round trips': { measured: voice.dbRoundTrips, aim: '1' },
    'voice: errors, lost records': { measured: `${voice.errors}, ${voice.lostRecords}`, aim: '0, 0' },
    'company: throughput / write floor': { measured: company.ratioToWriteFloorThroughput, aim: '≥ 0.8' },
    'company: round trips': { measured: company.dbRoundTrips, aim: '1' },
    'company: slots granted of 200 at once': { measured: company.slotsGranted, aim: '50' },
    'texts: throughput / write floor': { measured: sms.ratioToWriteFloorThroughput, aim: '' },
    'texts: round trips': { measured: sms.dbRoundTrips, aim: '' },
    [`growth ${growth.from} → ${growth.to} contacts: p50`]: { measured: growth.p50Ratio, aim: '≤ 1.15' },
    'floors per second: read, write': { measured: `${floors.readPerSecond}, ${floors.writePerSecond}`, aim: '' },
    rounds: { measured: result.rounds, aim: '7' },
    'bundle, gzip': { measured: `${result.bundleGzipKB} kB`, aim: '' },
  });
  if (!cpu.voice.workerMs) return;
  console.log('Processor time of Worker and database, ms a call, with what follows the answer:');
  console.table(cpu);
}

export const rounded = (value: number) => Math.round(value * 1000) / 1000;
export const ratio = (a: number, b: number) => rounded(a / b);

/** How many, as people say it: 20k, 1M. */
export const told = (count: number) => (count >= 1_000_000 ? `${count / 1_000_000}M` : `${count / 1000}k`);
