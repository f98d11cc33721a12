import { type Command, Option } from 'commander';
import { UsageError } from '../kernel/errors';
import { didYouMean } from '../kernel/suggest';
import { FORMATS_OF, parseFormat, type Verb } from './output/format';
import { parseReport, type Report } from './output/report';

/** What stands behind every verb. */
export const PATHS = 'files, folders, - for stdin; without any, the app of cdk8s.yaml is run';

const ANSWERED = 'Exit codes: 0 answered, 2 no answer.';
const EXPECTED = 'Exit codes: 0 answered, 1 not as --expect says, 2 no answer.';

/** The arguments and flags of `check`. */
export function withCheckFlags(command: Command): Command {
  return withInputFlags(command, 'check')
    .description(CHECK)
    .argument('[paths...]', PATHS)
    .option(
      '--intents <file>',
      'what must hold; repeatable (intents.yaml, here and in the paths)',
      gather,
    )
    .addOption(
      new Option(
        '--fail-on <level>',
        'exit 1 from this on: error (default), warning, never',
      ).argParser(oneOf('level', ['error', 'warning', 'never'])),
    )
    .option('--allow-no-intents', 'no intents are no reason to fail')
    .option('--no-lint', 'leave the checks of netpol lint out')
    .option('--today <day>', 'judge acknowledgements as on this day: 2027-01-31')
    .addHelpText(
      'after',
      '\nExit codes: 0 every intent holds, 1 one does not, or a lint error, 2 no answer.',
    );
}

const CHECK =
  'Whether the intents hold, over all policies together, for the pods that are known and for every pod that may come to exist. Intents are those of the app, and those of intents files. The checks of netpol lint run as well.';

/** The arguments and flags of `intents`. */
export function withIntentsFlags(command: Command): Command {
  return withClusterFlags(withNamespaceFlags(command.addOption(intentsOutput())))
    .description(INTENTS)
    .argument('[paths...]', PATHS)
    .option('--suggest', 'propose intents that hold today and pin what is reachable')
    .option('--all', 'propose them however much there is to prove')
    .option('--write <file>', 'write them to this file, which must not exist yet')
    .addHelpText('after', `\n${ANSWERED}`);
}

function intentsOutput(): Option {
  return new Option(
    '-o, --output <format>',
    'yaml (default): a file for netpol check; typescript, json',
  ).argParser(oneOf('output format', ['yaml', 'typescript', 'json']));
}

const INTENTS =
  'Intents to start from in an existing cluster: with --suggest, the fewest that hold today and that no change of a policy can silently break, for all that is isolated.';

/** The arguments and flags of `reach` and `matrix`. */
export function withReachFlags(command: Command, verb: 'reach' | 'matrix'): Command {
  return withSidesFlags(withCommonFlags(command, verb)).description(REACH[verb]);
}

const REACH = {
  reach:
    'Who reaches whom, and on which ports: a row for each flow that passes, or may, with the policies that let it through.',
  matrix:
    'Who reaches whom as a truth table: a row for each source, a column for each destination, and the allowed ports in the cells.',
};

/** The arguments and flags of `evidence`. */
export function withEvidenceFlags(command: Command): Command {
  return withSidesFlags(withInputFlags(withNamespaceFlags(command), 'evidence'))
    .description(EVIDENCE)
    .option('--today <day>', 'judge justifications as on this day: 2027-01-31')
    .addHelpText('after', `\n${ANSWERED}`);
}

const EVIDENCE =
  'Every allowed flow with its justification, owner and expiry, and the policy, the rule and the line that let it through. Justifications are what .because(...) says in an app; plain manifests have none.';

/** What an answer about all flows may be narrowed to. */
function withSidesFlags(command: Command): Command {
  return command
    .argument('[paths...]', PATHS)
    .option('--from <end>', 'only flows from this end; ns/* is a namespace; repeatable', gather)
    .option('--to <end>', 'only flows to this end; repeatable', gather)
    .addOption(
      new Option('--granularity <what>', 'what makes a row: workload (default) or pod').argParser(
        oneOf('granularity', ['workload', 'pod']),
      ),
    )
    .option('--all', 'answer however large the answer is');
}

/** The flags of every verb that answers about workloads by name. */
export function withCommonFlags(command: Command, verb: Verb): Command {
  return withInputFlags(
    withNamespaceFlags(command).option(
      '--ingress-controller <workload>',
      'what forwards what Ingresses and routes let in; repeatable',
      gather,
    ),
    verb,
  ).addHelpText('after', `\n${verb === 'explain' ? EXPECTED : ANSWERED}`);
}

function withNamespaceFlags(command: Command): Command {
  return command
    .option(
      '-n, --namespace <name>',
      'workloads and bare names of this namespace; repeatable',
      gather,
    )
    .option('-A, --all-namespaces', 'all namespaces (default)');
}

/** What is read, and how the answer about it is written. */
export function withInputFlags(command: Command, verb: Verb): Command {
  return withClusterFlags(withAnswerFlags(command, verb));
}

/** How the answer is written, beside what it is about. */
export function withAnswerFlags(command: Command, verb: Verb): Command {
  const formats = FORMATS_OF[verb].map((each) => (each === 'markdown' ? 'markdown (md)' : each));
  const format = new Option('-o, --output <format>', `${formats.join(', ')} (pretty)`);
  const report = new Option(
    '--report <format=file>',
    'write the answer to a file as well; repeatable',
  );
  return command
    .addOption(format.argParser((text) => parseFormat(verb, text)))
    .addOption(
      report.argParser((text, before: readonly Report[] = []) => [
        ...before,
        parseReport(verb, text),
      ]),
    );
}

/** What is read, and what is known about the cluster. */
function withClusterFlags(command: Command): Command {
  return command
    .option('--profile <name>', 'what is known about the cluster')
    .option('--cni <name>', 'the network plugin, and with it how it behaves')
    .option('--dns <name>', 'where pods send DNS; repeatable', gather)
    .option('--cloud <name>', 'aws, gcp or azure')
    .option('--assume <key=value>', 'settle one open question; repeatable', gather)
    .option('--kubernetes-version <version>', 'judge manifests as this release does: 1.35')
    .option('--default-namespace <name>', 'where objects live that name none (default)')
    .option('--app <command>', 'run this instead of the app of cdk8s.yaml')
    .option('--config <file>', 'what the project says once (the nearest netpol.yaml)')
    .option('--target <name>', 'one target of an app that has several')
    .option('-q, --quiet', 'no warnings')
    .option('-v, --verbose', 'say what was read; show all rules that miss')
    .option('--color', 'colour, whatever stdout is')
    .option('--no-color', 'no colour');
}

/** A flag that may be repeated. */
export function gather(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** Reads one of a few words. */
export function oneOf(what: string, allowed: readonly string[]): (text: string) => string {
  return (text) => {
    if (allowed.includes(text)) return text;
    throw new UsageError(
      `there is no ${what} \`${text}\`.${didYouMean(text, allowed)}`,
      `use one of ${allowed.join(', ')}`,
    );
  };
}
