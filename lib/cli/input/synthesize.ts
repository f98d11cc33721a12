import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { UsageError } from '../../kernel';
import type { Place } from '../../manifests';
import type { CommonFlags } from '../flags';
import type { Io } from '../io';
import { during } from '../output/long-work';
import type { Notes } from '../output/notes';
import { temporaryFolder } from '../temporary-folder';
import { findApp } from './cdk8s-app';
import { isFolder } from './is-folder';
import { type Beside, type PlacesRead, readPlaces } from './places';
import { runApp } from './run-app';
import { type SidecarFacts, sidecarBeside } from './sidecar';
import { chosenTargets, targetsIn } from './targets';

/** What an app synthesizes, and what it tells about it. */
export interface Synthesized {
  /** The target that it is, of those that the app has. @default - the app has none */
  readonly target?: string;
  readonly read: PlacesRead;
  readonly facts: SidecarFacts | undefined;
}

/**
 * Runs the cdk8s app into a temporary folder and reads what it writes, each target by itself and
 * together with what lies at `places`.
 */
export async function synthesize(
  flags: CommonFlags,
  io: Io,
  notes: Notes,
  { places, ...beside }: Beside & { readonly places: readonly Place[] },
): Promise<readonly Synthesized[]> {
  const app = findApp(io.cwd, flags.app);
  notes.detail(`app     ${app.command}, in ${app.folder}`);
  const folder = temporaryFolder();
  // Called as where the app writes by itself, because its sidecars are called after that.
  const outdir = join(folder.path, basename(join('/', app.output)) || 'dist');
  try {
    await runApp(app, { outdir, prints: flags.verbose === true ? 'shown' : 'hidden' }, io);
    if (!isFolder(outdir) || readdirSync(outdir).length === 0) {
      throw new UsageError(
        `the app \`${app.command}\` wrote no manifests`,
        'let it call app.synth() and leave `outdir` to CDK8S_OUTDIR: an app that sets outdir writes elsewhere',
      );
    }
    const place = { path: outdir, called: app.output };
    const targets = chosenTargets(targetsIn(place), flags.target);
    return (targets.length === 0 ? [place] : targets).map((each) => ({
      ...('target' in each && { target: each.target }),
      read: during('reading', { flags, io }, (progress) =>
        readPlaces([each, ...places], { stdin: io.stdin, progress, ...beside }),
      ),
      facts: sidecarBeside(each),
    }));
  } finally {
    folder.remove();
  }
}
