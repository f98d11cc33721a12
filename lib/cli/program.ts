import { Command, Option } from 'commander';
import { UsageError } from '../kernel/errors';
import { didYouMean } from '../kernel/suggest';
import type { Actions } from './actions';
import type { ExplainFlags, ReachFlags } from './flags';
import { ROOT_HELP } from './help';
import type { Io } from './io';
import { parseFormat } from './output/format';
import { version } from './version';

/** The command line: every verb with its flags. `answered` is told the exit code. */
export function buildProgram(
  load: () => Actions,
  io: Io,
  answered: (code: number) => void,
): Command {
  const program = new Command('netpol')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      outputError: () => {},
    })
    .version(version(), '--version', 'print the version')
    .helpOption('-h, --help', 'print this help');

  withReachFlags(program.command('reach'))
    .summary('who reaches whom, on which ports')
    .action(async (paths: string[], flags: ReachFlags) => {
      answered(await load().reach(paths, flags, io));
    });
  withReachFlags(program.command('matrix'))
    .summary('the same as a truth table')
    .action(async (paths: string[], flags: ReachFlags) => {
      answered(await load().matrix(paths, flags, io));
    });
  withCommonFlags(program.command('explain'))
    .summary('why a flow is allowed or denied')
    .description(EXPLAIN)
    .argument('<from>', 'where the flow starts')
    .argument('[to]', 'where it ends: shop/db:5432, shop/db:dns/UDP, svc/shop/db:5432')
    .argument('[paths...]', PATHS)
    .addOption(
      new Option('--expect <verdict>', 'exit 1 unless it is allowed, or denied').argParser(
        oneOf('verdict', ['allowed', 'denied']),
      ),
    )
    .action(async (from: string, to: string | undefined, paths: string[], flags: ExplainFlags) => {
      answered(await load().explain([from, to], paths, flags, io));
    });
  // After the verbs, which would take it over.
  return program.configureHelp({ formatHelp: () => ROOT_HELP });
}

const PATHS = 'files, folders, - for stdin; without any, the app of cdk8s.yaml is run';

const EXPLAIN = `Why a flow is allowed or denied: both halves, the rules that decide, and what would change it.
With one end: which policies govern it, and what they let in and out.

An end is a workload (shop/db, shop/StatefulSet/db, or db where only one is called so), a pod
(shop/db-0, 'shop/db[db-0]'), an address (10.1.2.3, 2001:db8::1, [2001:db8::1]:443), a block
(10.0.0.0/8), or any-ip. The destination may be a Service (svc/shop/db:5432, svc/db:pg): its port
leads to the target port of each pod behind it; without a port, each of its ports is asked.`;

function withReachFlags(command: Command): Command {
  return withCommonFlags(command)
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

function withCommonFlags(command: Command): Command {
  return command
    .addOption(
      new Option(
        '-o, --output <format>',
        'pretty (default), plain, json; for reach and matrix also csv or markdown (md)',
      ).argParser(parseFormat),
    )
    .option(
      '-n, --namespace <name>',
      'workloads and bare names of this namespace; repeatable',
      gather,
    )
    .option('-A, --all-namespaces', 'all namespaces (default)')
    .option('--profile <name>', 'what is known about the cluster')
    .option('--cni <name>', 'the network plugin, and with it how it behaves')
    .option('--dns <name>', 'where pods send DNS; repeatable', gather)
    .option('--cloud <name>', 'aws, gcp or azure')
    .option('--assume <key=value>', 'settle one open question; repeatable', gather)
    .option('--kubernetes-version <version>', 'judge manifests as this release does: 1.35')
    .option('--default-namespace <name>', 'where objects live that name none (default)')
    .option(
      '--ingress-controller <workload>',
      'what forwards what Ingresses and routes let in; repeatable',
      gather,
    )
    .option('--app <command>', 'run this instead of the app of cdk8s.yaml')
    .option('-q, --quiet', 'no warnings')
    .option('-v, --verbose', 'say what was read; show all rules that miss')
    .option('--color', 'colour, whatever stdout is')
    .option('--no-color', 'no colour')
    .addHelpText('after', '\nExit codes: 0 answered, 1 not as --expect says, 2 no answer.');
}

/** A flag that may be repeated. */
function gather(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

function oneOf(what: string, allowed: readonly string[]): (text: string) => string {
  return (text) => {
    if (allowed.includes(text)) return text;
    throw new UsageError(
      `there is no ${what} \`${text}\`.${didYouMean(text, allowed)}`,
      `use one of ${allowed.join(', ')}`,
    );
  };
}
