import { closeSync, existsSync, openSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Scenario } from '../scenarios';
import { jsonOf } from './json';
import { yamlOf } from './yaml';

export type Format = 'json' | 'yaml';

const WRITERS = { json: jsonOf, yaml: yamlOf } as const;
const BATCH = 1 << 20;

/** The file of a scenario in a folder, written when it is first asked for. */
export function fileOf(folder: string, scenario: Scenario, format: Format): string {
  const file = join(folder, `${scenario.name}.${format}`);
  if (existsSync(file)) return file;
  const unfinished = `${file}.unfinished`;
  writePieces(unfinished, WRITERS[format](scenario));
  renameSync(unfinished, file);
  return file;
}

/** Never the whole text in memory. */
function writePieces(file: string, pieces: Iterable<string>): void {
  const descriptor = openSync(file, 'w');
  let batch = '';
  for (const piece of pieces) {
    batch += piece;
    if (batch.length < BATCH) continue;
    writeSync(descriptor, batch);
    batch = '';
  }
  writeSync(descriptor, batch);
  closeSync(descriptor);
}
