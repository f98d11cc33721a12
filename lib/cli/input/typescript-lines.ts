import {
  type CodeLine,
  type Direction,
  isJsonObject,
  type Json,
  type ObjectPath,
  ownField,
  type Source,
} from '../../kernel';
import type { Manifest } from '../../manifests';

/** The lines of TypeScript that made one object and each of its rules. */
export interface ObjectLines {
  readonly construct?: string;
  readonly typescript?: CodeLine;
  /** One entry for each rule; undefined where its line is not known. */
  readonly rules: Readonly<Record<Direction, readonly (CodeLine | undefined)[]>>;
}

/** The same object, whose sources also name the construct and the TypeScript line. */
export function withLines(manifest: Manifest, lines: ObjectLines): Manifest {
  const { origin } = manifest;
  const at = (path: ObjectPath): Source => {
    const typescript = lineFor(path, lines);
    return {
      ...origin.at(path),
      ...(lines.construct === undefined ? {} : { construct: lines.construct }),
      ...(typescript === undefined ? {} : { typescript }),
    };
  };
  return { ...manifest, origin: { file: origin.file, at } };
}

function lineFor([spec, direction, index]: ObjectPath, lines: ObjectLines): CodeLine | undefined {
  const isRule = spec === 'spec' && typeof index === 'number';
  if (isRule && (direction === 'ingress' || direction === 'egress')) {
    return lines.rules[direction][index] ?? lines.typescript;
  }
  return lines.typescript;
}

/** A line of TypeScript from its JSON; undefined for anything else. */
export function codeLineIn(json: Json | undefined): CodeLine | undefined {
  if (!isJsonObject(json)) return undefined;
  const [file, line, column] = ['file', 'line', 'column'].map((field) => ownField(json, field));
  return typeof file === 'string' && typeof line === 'number' && typeof column === 'number'
    ? { file, line, column }
    : undefined;
}
