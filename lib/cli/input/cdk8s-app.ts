import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { UsageError } from '../../kernel';

/** The app that `cdk8s.yaml` describes. */
export interface Cdk8sApp {
  readonly folder: string;
  /** The command that synthesizes it. */
  readonly command: string;
  /** The folder it is written to, as people call it. */
  readonly output: string;
}

const CONFIG = 'cdk8s.yaml';

/** The app of the nearest `cdk8s.yaml`, looking upwards. @throws {UsageError} where there is none */
export function findApp(cwd: string, command: string | undefined): Cdk8sApp {
  const folder = folderAbove(cwd);
  if (folder === undefined) {
    if (command !== undefined) return { folder: cwd, command, output: DEFAULT_OUTPUT };
    throw new UsageError(
      `no paths given, and no ${CONFIG} in this folder or above it`,
      'name files or folders with manifests, or - for standard input',
    );
  }
  const config = readConfig(join(folder, CONFIG));
  const app = command ?? textIn(config, 'app');
  if (app === undefined) {
    throw new UsageError(`${CONFIG} names no \`app\``, 'add one, or give --app COMMAND, or paths');
  }
  return { folder, command: app, output: textIn(config, 'output') ?? DEFAULT_OUTPUT };
}

/** Whether there is a `cdk8s.yaml` here or above, and no further up than `root` where that is given. */
export function hasApp(cwd: string, root?: string): boolean {
  const folder = folderAbove(cwd);
  if (folder === undefined || root === undefined) return folder !== undefined;
  return !relative(root, folder).startsWith('..');
}

const DEFAULT_OUTPUT = 'dist';

function folderAbove(cwd: string): string | undefined {
  if (existsSync(join(cwd, CONFIG))) return cwd;
  const parent = dirname(cwd);
  return parent === cwd ? undefined : folderAbove(parent);
}

function readConfig(file: string): unknown {
  // Whoever names files has no use for it, and it takes longer to load than they may take to read.
  const { parse }: typeof import('yaml') = require('yaml');
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (failure) {
    const [reason = ''] = (failure instanceof Error ? failure.message : '').split('\n');
    throw new UsageError(`cannot read ${CONFIG}: ${reason}`, 'correct the file, or give paths');
  }
}

function textIn(config: unknown, field: string): string | undefined {
  if (typeof config !== 'object' || config === null) return undefined;
  const found: unknown = Object.entries(config).find(([key]) => key === field)?.[1];
  return typeof found === 'string' && found !== '' ? found : undefined;
}
