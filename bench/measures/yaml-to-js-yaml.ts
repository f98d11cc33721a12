import { readFileSync } from 'node:fs';
import { loadAll } from 'js-yaml';
import { portable } from '#netpol/platform';
import { type Bench, cpuTime, type Measure, type Measured, ratioOf } from '../measure';
import { compiledAndMapped } from '../phases';
import { fingerprint } from '../proofs/fingerprint';
import { provenMap, refuseOther } from '../proofs/proven-map';
import { clusterIn } from '../setup';
import { inProcess, sideBySide } from '../timing/rounds';

/** Everything from YAML to the map, against nothing but parsing the YAML with js-yaml. */
export const yamlToJsYaml: Measure = {
  id: 'yaml',
  asks: 'YAML in, map out / js-yaml parse only',
  scenario: 'm',
  target: { atMost: 1.3 },
  run,
};

function run(bench: Bench): Measured {
  const [yaml, scenario] = [bench.file('m', 'yaml'), bench.scenario('m')];
  const fromYaml = () => compiledAndMapped(clusterIn(yaml, scenario), portable);
  const proven = provenMap(clusterIn(bench.file('m', 'json'), scenario), portable);
  refuseOther(proven.fingerprint, fingerprint(fromYaml()));
  const parsing = inProcess(() => loadAll(readFileSync(yaml, 'utf8')));
  const quietness = sideBySide(inProcess(fromYaml), parsing, { ...bench, warmUps: 1 });
  return {
    figure: ratioOf(quietness.one, quietness.other),
    basis: 'measured',
    detail: `${cpuTime(quietness.one)} / ${cpuTime(quietness.other)}`,
    proof: `the map of the same objects as JSON, ${proven.proof}`,
    quietness,
  };
}
