import { parseArgs } from 'node:util';
import { fuzzFlows } from './flows';
import { fuzzManifests, fuzzObjects } from './manifests';
import { fuzzUniverses } from './universes';

/** `npm run fuzz -- --minutes N [--seed S]`: every fuzzer in turn until the time is over. */
const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '1' }, seed: { type: 'string' } },
});
const end = Date.now() + Number(values.minutes) * 60_000;
let seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);
let flows = 0;
let manifests = 0;
let universes = 0;
let slowest = 0;

do {
  flows += fuzzFlows(seed, 200).flows;
  const round = fuzzManifests(seed, 500);
  fuzzObjects(seed, 500);
  fuzzUniverses(seed, 250);
  universes += 250;
  manifests += round.manifests;
  slowest = Math.max(slowest, round.slowestMilliseconds);
  console.log(
    `seed ${seed}: ${flows} flows and ${universes} small universes agree, ${manifests} manifests, slowest ${slowest} ms`,
  );
  seed += 1;
} while (Date.now() < end);
