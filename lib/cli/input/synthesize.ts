import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../../kernel';
import type { CommonFlags } from '../flags';
import type { Io } from '../io';
import type { Notes } from '../output/notes';
import { findApp } from './cdk8s-app';
import { type PlacesRead, readPlaces } from './relabel';
import { runApp } from './run-app';
import { type SidecarFacts, sidecarBeside } from './sidecar';

/** What an app synthesizes, and what it tells about it. */
export interface Synthesized {
  readonly read: PlacesRead;
  readonly facts: SidecarFacts | undefined;
}

/** Runs the cdk8s app into a temporary folder and reads what it writes. */
export async function synthesize(flags: CommonFlags, io: Io, notes: Notes): Promise<Synthesized> {
  const app = findApp(io.cwd, flags.app);
  notes.detail(`app     ${app.command}, in ${app.folder}`);
  const folder = mkdtempSync(join(tmpdir(), 'netpol-'));
  const outdir = join(folder, 'dist');
  try {
    await runApp(app, { outdir, prints: flags.verbose === true ? 'shown' : 'hidden' }, io);
    if (!existsSync(outdir) || readdirSync(outdir).length === 0) {
      throw new UsageError(
        `the app \`${app.command}\` wrote no manifests`,
        'let it call app.synth() and leave `outdir` to CDK8S_OUTDIR: an app that sets outdir writes elsewhere',
      );
    }
    const read = readPlaces([{ path: outdir, called: app.output }]);
    return { read, facts: sidecarBeside(outdir, `.netpol/${app.output}.json`) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
