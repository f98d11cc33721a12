import type { Acknowledgement, Source } from '../../../kernel';
import type { Acceptance } from './acceptance';

/** What a configuration accepts: an entry of `ignore`. */
export interface IgnoredFinding extends Acknowledgement {
  readonly id: string;
  /** Of the objects, with `*` for any part of it. @default - every one */
  readonly namespace?: string;
  readonly name?: string;
  readonly kind?: string;
  readonly source: Source;
}

/** What a configuration accepts, of whatever object. */
export function acceptancesOfConfiguration(
  ignored: readonly IgnoredFinding[],
): readonly Acceptance[] {
  return ignored.map(({ id, namespace, name, kind, ...said }) => ({
    ...said,
    check: id,
    by: 'configuration',
    scope: {
      kind: 'objects',
      ...(namespace !== undefined && { namespace }),
      ...(name !== undefined && { name }),
      ...(kind !== undefined && { objectKind: kind }),
    },
  }));
}
