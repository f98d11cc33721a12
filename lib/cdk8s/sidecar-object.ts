import type { Provenance } from '../constructs';
import type { Direction } from '../kernel';
import { hashOf, type ObjectLines, type SidecarObject, type SidecarRule } from '../sidecar';
import type { EmittedObject } from './emitted';

/** The sidecar entry of one object. */
export function sidecarObject(emitted: EmittedObject): SidecarObject {
  const { apiVersion, kind, namespace, name, body, provenance } = emitted;
  return {
    apiVersion,
    kind,
    ...(namespace !== undefined && { namespace }),
    name,
    sha256: hashOf(body),
    ...linesOf(provenance),
  };
}

/** The construct and the lines of one object. */
export function linesOf(provenance: Provenance): ObjectLines {
  const { construct, typescript } = provenance;
  return {
    construct,
    ...(typescript !== undefined && { typescript }),
    rules: { ingress: rulesIn(provenance, 'ingress'), egress: rulesIn(provenance, 'egress') },
  };
}

function rulesIn({ rules }: Provenance, direction: Direction): readonly SidecarRule[] {
  return rules
    .filter((rule) => rule.direction === direction)
    .sort((a, b) => a.index - b.index)
    .map(({ typescript, reason }) => ({
      ...(typescript !== undefined && { typescript }),
      ...(reason !== undefined && { because: reason }),
    }));
}
