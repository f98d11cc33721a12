import * as path from 'node:path';

/** Beside an output directory and never in it, so that no sidecar is applied. */
const FOLDER = '.netpol';

/** Where the sidecar of an output directory stands. */
export function sidecarFileOf(outdir: string): string {
  const folder = path.resolve(outdir);
  return path.join(path.dirname(folder), FOLDER, `${path.basename(folder)}.json`);
}

/** Where the sidecars of all targets stand that are written into one output directory. */
export function targetSidecarsOf(outdir: string): string {
  const folder = path.resolve(outdir);
  return path.join(path.dirname(folder), FOLDER, path.basename(folder));
}

/** Where the sidecar of one target stands: beside the output directory of all of them. */
export function targetSidecarOf(outdir: string, target: string): string {
  return path.join(targetSidecarsOf(outdir), `${target}.json`);
}

/** Where the sidecar of a folder of manifests may stand: as that of a target, else of an app. */
export function sidecarsBeside(folder: string): readonly string[] {
  const resolved = path.resolve(folder);
  return [
    targetSidecarOf(path.dirname(resolved), path.basename(resolved)),
    sidecarFileOf(resolved),
  ];
}
