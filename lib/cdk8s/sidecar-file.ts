import * as fs from 'node:fs';
import * as path from 'node:path';
import type { App } from 'cdk8s';
import { profileOf, statementsOf } from '../constructs';
import { buildSidecar, formatSidecar, type Sidecar } from '../sidecar';
import type { Declared } from './declared';
import type { Emission } from './emitted';
import { acceptedIn } from './findings';
import { sidecarObject } from './sidecar-object';

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

/** Writes the sidecar of an app to `file`, which stands beside its output directory. */
export function writeSidecar(app: App, emission: Emission, declared: Declared, file: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, formatSidecar(sidecarOf(app, emission, declared)));
}
