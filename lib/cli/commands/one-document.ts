import { UsageError } from '../../kernel';
import type { CommonFlags } from '../flags';
import type { Loadable } from '../input/load-cluster';

/** A document is one answer, and there are several. @throws {UsageError} where one is asked for */
export function refuseDocuments(
  verb: 'check' | 'lint',
  targets: readonly Loadable[],
  { output = 'pretty', report = [] }: Pick<CommonFlags, 'output' | 'report'>,
): void {
  const isText = output === 'pretty' || output === 'plain';
  if (isText && report.length === 0) return;
  const names = targets.flatMap(({ target }) => target ?? []);
  const asked = isText ? '--report' : `-o ${output}`;
  throw new UsageError(
    `${verb} ${asked} answers about one target: ${names.join(', ')}`,
    `add --target ${names[0]}`,
  );
}
