import * as fs from 'node:fs';
import * as path from 'node:path';
import type { App } from 'cdk8s';
import { profileOf, statementsOf } from '../constructs';
import { buildSidecar, formatSidecar, type Sidecar } from '../sidecar';
import type { Declared } from './declared';
import type { Emission } from './emitted';
import { acceptedIn } from './findings';
import { sidecarObject } from './sidecar-object';

/** Where the sidecar of an output directory stands: beside it, so that it is never applied. */
export function sidecarFileOf(outdir: string): string {
  const folder = path.resolve(outdir);
  return path.join(path.dirname(folder), '.netpol', `${path.basename(folder)}.json`);
}

/** What an app knows about what it emits, and its manifests do not say. */
export function sidecarOf(app: App, { objects }: Emission, declared: Declared): Sidecar {
  return buildSidecar({
    profile: declared.profile ?? profileOf(app),
    accepted: acceptedIn(app),
    workloads: declared.workloads,
    statements: statementsOf(app),
    objects: objects.map(sidecarObject),
  });
}

/** Writes the sidecar of an app beside its output directory. */
export function writeSidecar(app: App, emission: Emission, declared: Declared): void {
  const file = sidecarFileOf(app.outdir);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, formatSidecar(sidecarOf(app, emission, declared)));
}
