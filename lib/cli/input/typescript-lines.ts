import type { CodeLine, ObjectPath, Source } from '../../kernel';
import type { Manifest } from '../../manifests';
import type { SidecarObject } from '../../sidecar';

/** The same object, whose sources also name the construct and the TypeScript line. */
export function withLines(manifest: Manifest, lines: SidecarObject): Manifest {
  const { origin } = manifest;
  const at = (path: ObjectPath): Source => {
    const typescript = lineFor(path, lines);
    return {
      ...origin.at(path),
      construct: lines.construct,
      ...(typescript === undefined ? {} : { typescript }),
    };
  };
  return { ...manifest, origin: { file: origin.file, at } };
}

function lineFor([spec, direction, index]: ObjectPath, lines: SidecarObject): CodeLine | undefined {
  const isRule = spec === 'spec' && typeof index === 'number';
  if (isRule && (direction === 'ingress' || direction === 'egress')) {
    return lines.rules[direction][index]?.typescript ?? lines.typescript;
  }
  return lines.typescript;
}
