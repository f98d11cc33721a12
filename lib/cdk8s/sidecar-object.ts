import type { Provenance } from '../constructs';
import type { Direction } from '../kernel';
import { hashOf, type SidecarObject, type SidecarRule } from '../sidecar';
import type { EmittedObject } from './emitted';

/** The sidecar entry of one object. */
export function sidecarObject(emitted: EmittedObject): SidecarObject {
  const { apiVersion, kind, namespace, name, body, object, provenance } = emitted;
  return {
    apiVersion,
    kind,
    ...(namespace !== undefined && { namespace }),
    name,
    sha256: hashOf(body),
    construct: provenance?.construct ?? object.node.path,
    ...(provenance?.typescript !== undefined && { typescript: provenance.typescript }),
    rules: { ingress: rulesIn(provenance, 'ingress'), egress: rulesIn(provenance, 'egress') },
  };
}

function rulesIn(provenance: Provenance | undefined, direction: Direction): readonly SidecarRule[] {
  const rules = (provenance?.rules ?? []).filter((rule) => rule.direction === direction);
  return [...rules]
    .sort((a, b) => a.index - b.index)
    .map(({ typescript, reason }) => ({
      ...(typescript !== undefined && { typescript }),
      ...(reason !== undefined && { because: reason }),
    }));
}
