import type { Directory } from '../../ends';
import { count, UsageError } from '../../kernel';
import type { Sides } from '../../renderers';
import type { ReachFlags } from '../flags';
import type { Notes } from '../output/notes';
import { anyOf, inNamespaces } from './end-filter';

/** Refuses flags that contradict each other. @throws {UsageError} */
export function checkNamespaceFlags({ namespace, allNamespaces }: ReachFlags): void {
  if (namespace === undefined || allNamespaces !== true) return;
  throw new UsageError('--namespace and --all-namespaces contradict each other', 'give one');
}

/** With --from or --to, -n only says where bare names live: who reaches one workload may live elsewhere. */
export function sidesFor(flags: ReachFlags, directory: Directory, notes: Notes): Sides {
  const from = anyOf(flags.from, directory, notes.note);
  const to = anyOf(flags.to, directory, notes.note);
  const within = inNamespaces(flags.namespace, directory);
  if (from !== undefined || to !== undefined || within === undefined) {
    return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  }
  const left = directory.workloads.filter(({ endpoint }) => !within(endpoint));
  const others = new Set(left.map(({ workload }) => workload)).size;
  if (others > 0) {
    const which = (flags.namespace ?? []).map((name) => `'${name}/*'`).join(' ');
    notes.note(
      `note: ${count(others, 'workload')} of other namespaces left out, as source and as destination (--to ${which} shows who reaches in, --from ${which} what is reached out there)`,
    );
  }
  return { from: within, to: within };
}
