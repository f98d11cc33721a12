import {
  type ExplainEnd,
  type ExplainQuery,
  explain,
  explainService,
  type PodEnd,
} from '../../analyses';
import {
  checkNamespace,
  type Directory,
  directoryOf,
  findEnds,
  namedPorts,
  namedService,
  type Say,
  splitPort,
} from '../../ends';
import { UsageError } from '../../kernel';
import type { Cluster } from '../../model';
import type { Profile } from '../../platform';
import {
  explainToMarkdown,
  explainToTerminal,
  renderJson,
  type TerminalOptions,
} from '../../renderers';
import type { Endpoint, ExplainResult } from '../../results';
import type { ExplainFlags } from '../flags';
import { type Loaded, loadCluster } from '../input/load-cluster';
import type { Io } from '../io';
import { deliver, FILE_WIDTH } from '../output/deliver';
import { during } from '../output/long-work';
import { answerEntryPoints } from './entry-points';
import { splitArguments } from './explain-arguments';
import { explainOne } from './explain-one';

/** `netpol explain`: why a flow is allowed or denied. 1 where `--expect` expects something else. */
export async function explainAction(
  [from, written]: readonly [from: string, to: string | undefined],
  others: readonly string[],
  flags: ExplainFlags,
  io: Io,
): Promise<number> {
  const { to, paths } = splitArguments(written, others, io);
  const loaded = await loadCluster(paths, flags, io);
  const { cluster, profile, notes } = loaded;
  const directory = directoryOf(cluster, flags.namespace);
  for (const name of flags.namespace ?? []) checkNamespace(name, directory);
  if (to === undefined) {
    return explainOne(from, flags, { ...loaded, directory }, io);
  }
  const result = during('computing', { flags, io }, () => {
    const found = answer([from, to], { cluster, profile, directory, say: notes.note });
    warnAboutEntries(loaded, directory, flags, found);
    return found;
  });
  const isVerbose = flags.verbose === true;
  const rules = isVerbose ? 'all' : 'closest';
  const repeats = isVerbose ? 'shown' : 'folded';
  const shown = (how: TerminalOptions) => explainToTerminal(result, { ...how, rules, repeats });
  const markdown = (how: TerminalOptions) =>
    explainToMarkdown(result, shown({ ...how, width: FILE_WIDTH, style: {} }));
  deliver({ pretty: shown, plain: shown, json: () => renderJson(result), markdown }, flags, io);
  if (flags.expect === undefined || flags.expect === result.verdict) return 0;
  io.stderr.write(`error: expected ${flags.expect}, and it is ${result.verdict}\n`);
  return 1;
}

/** Says what keeps the outside from the pods that the question is about. */
function warnAboutEntries(
  loaded: Loaded,
  directory: Directory,
  { ingressController }: ExplainFlags,
  { explanations }: ExplainResult,
): void {
  const asked = new Set(explanations.map(({ to }) => to.id));
  const to = ({ id }: Endpoint) => asked.has(id);
  answerEntryPoints(loaded, directory, { controllers: ingressController, sides: { to } });
}

interface Question {
  readonly cluster: Cluster;
  readonly profile: Profile;
  readonly directory: Directory;
  readonly say: Say;
}

/** Asks for a destination, or through the Service that it names. */
function answer(
  [fromText, toText]: readonly [from: string, to: string],
  { cluster, profile, directory, say }: Question,
): ExplainResult {
  const name = sourceName(fromText);
  const named = namedService(toText, directory);
  if (named === undefined) {
    return explain(cluster, profile, queryFor([name, toText], directory, say));
  }
  const { service, port } = named;
  const from = findEnds(name, directory, say);
  return explainService(cluster, profile, {
    from,
    service,
    ...(port === undefined ? {} : { port }),
  });
}

function sourceName(text: string): string {
  const { name, port } = splitPort(text);
  if (port === undefined) return name;
  throw new UsageError(
    `\`${text}\` has a port, and a flow has one at its destination only`,
    `ask from ${name}`,
  );
}

function queryFor(
  [fromName, toText]: readonly [from: string, to: string],
  directory: Directory,
  say: Say,
): ExplainQuery {
  const written = splitPort(toText);
  const found = {
    from: findEnds(fromName, directory, say),
    to: findEnds(written.name, directory, say),
  };
  const { from, to } = atOneLevel(found, directory);
  if (podsAmong(from).length === 0 && podsAmong(to).length === 0) {
    throw new UsageError('both ends are addresses, and policies govern pods', 'name a workload');
  }
  const ports = written.port === undefined ? undefined : namedPorts(written.port, podsAmong(to));
  return { from, to, ...(ports === undefined ? {} : { ports }) };
}

interface Ends {
  readonly from: readonly ExplainEnd[];
  readonly to: readonly ExplainEnd[];
}

/** A pod and its own workload are asked about pod by pod: otherwise the pod could meet itself unseen. */
function atOneLevel({ from, to }: Ends, directory: Directory): Ends {
  const named = [...podsAmong(from), ...podsAmong(to)];
  const alone = new Set(
    named.filter((end) => directory.pods.includes(end)).map(({ workload }) => workload),
  );
  const expand = (end: ExplainEnd): readonly ExplainEnd[] =>
    'pods' in end && alone.has(end.workload) && !directory.pods.includes(end)
      ? directory.pods.filter(({ workload }) => workload === end.workload)
      : [end];
  return { from: from.flatMap(expand), to: to.flatMap(expand) };
}

function podsAmong(ends: readonly ExplainEnd[]): readonly PodEnd[] {
  return ends.flatMap((end) => ('pods' in end ? [end] : []));
}
