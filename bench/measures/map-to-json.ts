import { readFileSync } from 'node:fs';
import { portable } from '#netpol/platform';
import { type Bench, cpuTime, type Measure, type Measured, ratioOf, type Target } from '../measure';
import { provenMap } from '../proofs/proven-map';
import { clusterIn } from '../setup';
import { phased } from '../timing/phased';
import { inProcess, sideBySide } from '../timing/rounds';

/** The map of a whole cluster, against the least that reading its file can cost. */
export function mapToJson(name: string, target?: Target): Measure {
  return {
    id: `map-${name}`,
    asks: '(compile + map) / JSON.parse of the same bytes',
    scenario: name,
    ...(target && { target }),
    run: (bench) => run(bench, name),
  };
}

function run(bench: Bench, name: string): Measured {
  const file = bench.file(name, 'json');
  const cluster = clusterIn(file, bench.scenario(name));
  const { proof, map } = provenMap(cluster, portable);
  const text = readFileSync(file, 'utf8');
  const engine = phased(cluster, portable);
  const json = inProcess(() => JSON.parse(text));
  const quietness = sideBySide(engine.whole, json, bench);
  const { compile, map: rows } = engine.halves();
  const classes = map.ends.filter(({ kind }) => kind === 'pods').length;
  const times = `(${cpuTime(compile)} + ${cpuTime(rows)}) / ${cpuTime(quietness.other)}`;
  return {
    figure: ratioOf(quietness.one, quietness.other),
    basis: 'measured',
    detail: `${times}, ${classes} classes`,
    proof,
    quietness,
  };
}
