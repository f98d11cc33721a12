import { InternalError } from '#netpol/kernel';
import { type Format, fileOf } from './files/store';
import type { Bench, Measured } from './measure';
import { MEASURES } from './measures';
import { type Scenario, scenarios } from './scenarios';

/** How a measure is run. */
export interface RunOptions {
  /** Where the files of scenarios are, or get written. */
  readonly folder: string;
  readonly size: 'full' | 'small';
  readonly runs: number;
}

export function runMeasure(id: string, options: RunOptions): Measured {
  const measure = MEASURES.find((each) => each.id === id);
  if (measure === undefined) throw new InternalError(`there is no measure ${id}`);
  return measure.run(benchWith(options));
}

function benchWith({ folder, size, runs }: RunOptions): Bench {
  const all = new Map(scenarios(size).map((each) => [each.name, each] as const));
  const scenario = (name: string): Scenario => {
    const found = all.get(name);
    if (found === undefined) throw new InternalError(`there is no scenario ${name}`);
    return found;
  };
  const file = (name: string, format: Format) => fileOf(folder, scenario(name), format);
  return { runs, scenario, file };
}
