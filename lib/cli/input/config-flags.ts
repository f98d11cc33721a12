import { join, relative, resolve } from 'node:path';
import type { FailLevel, Project } from '../../config';
import type { CommonFlags } from '../flags';
import type { Io } from '../io';

/** The flags for which a configuration may speak. */
interface Configurable extends CommonFlags {
  readonly intents?: readonly string[];
  readonly failOn?: FailLevel;
}

/** The same flags, where the configuration says what they leave open. */
export function withConfiguration<F extends Configurable>(
  flags: F,
  project: Project,
  { cwd }: Io,
): F {
  const { defaultNamespace, kubernetesVersion, failOn, intents } = project.configuration;
  const seenFromHere = (name: string) =>
    relative(cwd, resolve(project.folder, name)) || join('.', name);
  return {
    ...(defaultNamespace !== undefined && { defaultNamespace }),
    ...(kubernetesVersion !== undefined && { kubernetesVersion }),
    ...(failOn !== undefined && { failOn }),
    ...(intents.length > 0 && { intents: intents.map(seenFromHere) }),
    ...flags,
  };
}
