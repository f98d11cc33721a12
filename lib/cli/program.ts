import { Command, Option } from 'commander';
import type { Actions } from './actions';
import { type BlastFlags, withBlastFlags } from './commands/blast-flags';
import { type ChecksFlags, withChecksFlags } from './commands/checks-flags';
import { type DiffFlags, withDiffFlags } from './commands/diff-flags';
import { type ExposureFlags, withExposureFlags } from './commands/exposure-flags';
import { type LintFlags, withLintFlags } from './commands/lint-flags';
import type { CheckFlags, EvidenceFlags, ExplainFlags, IntentsFlags, ReachFlags } from './flags';
import { ROOT_HELP } from './help';
import type { Io } from './io';
import {
  oneOf,
  PATHS,
  withCheckFlags,
  withCommonFlags,
  withEvidenceFlags,
  withIntentsFlags,
  withReachFlags,
} from './options';
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

  withCheckFlags(program.command('check'))
    .summary('whether the intents hold')
    .action(async (paths: string[], flags: CheckFlags) => {
      answered(await load().check(paths, flags, io));
    });
  addLintVerbs(program, { load, io, answered });
  withReachFlags(program.command('reach'), 'reach')
    .summary('who reaches whom, on which ports')
    .action(async (paths: string[], flags: ReachFlags) => {
      answered(await load().reach(paths, flags, io));
    });
  withReachFlags(program.command('matrix'), 'matrix')
    .summary('the same as a truth table')
    .action(async (paths: string[], flags: ReachFlags) => {
      answered(await load().matrix(paths, flags, io));
    });
  withCommonFlags(program.command('explain'), 'explain')
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
  withDiffFlags(program.command('diff'))
    .summary('what a change lets through')
    .action(async (sides: string[], flags: DiffFlags) => {
      answered(await load().diff(sides, flags, io));
    });
  addExposureVerbs(program, { load, io, answered });
  withEvidenceFlags(program.command('evidence'))
    .summary('every allowed flow, and why')
    .action(async (paths: string[], flags: EvidenceFlags) => {
      answered(await load().evidence(paths, flags, io));
    });
  withIntentsFlags(program.command('intents'))
    .summary('intents to start from')
    .action(async (paths: string[], flags: IntentsFlags) => {
      answered(await load().intents(paths, flags, io));
    });
  // After the verbs, which would take it over.
  return program.configureHelp({ formatHelp: () => ROOT_HELP });
}

/** What runs a verb. */
interface Door {
  readonly load: () => Actions;
  readonly io: Io;
  readonly answered: (code: number) => void;
}

function addLintVerbs(program: Command, { load, io, answered }: Door): void {
  withLintFlags(program.command('lint'))
    .summary('the mistakes in the policies')
    .action(async (paths: string[], flags: LintFlags) => {
      answered(await load().lint(paths, flags, io));
    });
  withChecksFlags(program.command('checks'))
    .summary('what lint looks for, and why')
    .action((word: string | undefined, flags: ChecksFlags) => {
      answered(load().checks(word, flags, io));
    });
}

function addExposureVerbs(program: Command, { load, io, answered }: Door): void {
  withExposureFlags(program.command('exposure'))
    .summary('what the outside reaches, and what reaches out')
    .action(async (paths: string[], flags: ExposureFlags) => {
      answered(await load().exposure(paths, flags, io));
    });
  withBlastFlags(program.command('blast'))
    .summary('what falls with a workload')
    .action(async (first: string | undefined, others: string[], flags: BlastFlags) => {
      answered(await load().blast([first, others], flags, io));
    });
}

const EXPLAIN = `Why a flow is allowed or denied: both halves, the rules that decide, and what
would change it.
With one end: which policies govern it, and what they let in and out.

An end is a workload (shop/db, shop/StatefulSet/db, or db where only one is
called so), a pod (shop/db-0, 'shop/db[db-0]'), an address (10.1.2.3,
2001:db8::1, [2001:db8::1]:443), a block (10.0.0.0/8), or any-ip. The
destination may be a Service (svc/shop/db:5432, svc/db:pg): its port leads to
the target port of each pod behind it; without a port, each of its ports is
asked.`;
