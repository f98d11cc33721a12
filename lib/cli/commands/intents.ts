import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { checkIntents, suggest } from '../../analyses';
import { directoryOf } from '../../ends';
import { formatIntents } from '../../intents';
import { count, failureCode, type Intent, UsageError } from '../../kernel';
import { renderJson, suggestToTypescript, suggestToYaml } from '../../renderers';
import type { SuggestResult } from '../../results';
import type { IntentsFlags } from '../flags';
import { loadCluster } from '../input/load-cluster';
import { dayFrom } from '../input/today';
import type { Io } from '../io';
import { cannotWrite } from '../output/cannot-write';
import type { IntentsFormat } from '../output/format';
import { during } from '../output/long-work';
import { inNamespaces } from './end-filter';
import { checkNamespaceFlags } from './sides';

/** `netpol intents --suggest`: intents that hold today, to start from. */
export async function intentsAction(
  paths: readonly string[],
  { output = 'yaml', write, suggest: asked, ...flags }: IntentsFlags,
  io: Io,
): Promise<number> {
  if (asked !== true) {
    const help = 'write netpol intents --suggest; netpol check proves those that you have';
    throw new UsageError('intents does nothing without --suggest', help);
  }
  checkNamespaceFlags(flags);
  const { namespace } = flags;
  const { cluster, profile, notes } = await loadCluster(paths, flags, io);
  if (namespace !== undefined) inNamespaces(namespace, directoryOf(cluster, namespace));
  // Nothing is accepted here, so that no day makes a difference.
  const today = dayFrom('2000-01-01');
  const result = during('computing', { flags, io }, () =>
    suggest(
      cluster,
      profile,
      (statements) => checkIntents(cluster, profile, { statements, today }),
      {
        ...(namespace !== undefined && { namespaces: namespace }),
        ...(flags.all === true && { maxTried: Number.POSITIVE_INFINITY }),
      },
    ),
  );
  const text = written(result, output);
  if (write === undefined) io.stdout.write(text);
  else {
    writeNew(write, text, io);
    notes.note(`${count(result.summary.intents, 'intent')} written to ${write}`);
  }
  return 0;
}

function written(result: SuggestResult, format: IntentsFormat): string {
  switch (format) {
    case 'yaml':
      return suggestToYaml(result, fileOf);
    case 'typescript':
      return suggestToTypescript(result);
    case 'json':
      return renderJson(result);
  }
}

function fileOf(intent: Intent): string {
  return formatIntents([{ intents: [intent], flows: [] }]);
}

/** Writes a file that is not there yet. @throws {UsageError} for one that is, and for no place */
function writeNew(called: string, text: string, { cwd }: Io): void {
  try {
    writeFileSync(resolve(cwd, called), text, { flag: 'wx' });
  } catch (failure) {
    if (failureCode(failure) === 'EEXIST') {
      throw new UsageError(`\`${called}\` exists already`, 'name another file, or remove it first');
    }
    throw cannotWrite(`\`${called}\``, failure, 'name a file in a folder that exists');
  }
}
