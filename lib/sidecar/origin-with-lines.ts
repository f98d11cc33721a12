import { type CodeLine, DIRECTIONS, type ObjectPath, type Origin, type Source } from '../kernel';
import type { SidecarObject } from './sidecar';

/** What wrote an object: its construct, and the lines of the object and of each rule. */
export type ObjectLines = Pick<SidecarObject, 'construct' | 'typescript' | 'rules'>;

/** The same origin, whose sources also name the construct and the line of TypeScript. */
export function originWithLines(origin: Origin, lines: ObjectLines): Origin {
  const at = (path: ObjectPath): Source => {
    const typescript = lineFor(path, lines);
    return {
      ...origin.at(path),
      construct: lines.construct,
      ...(typescript !== undefined && { typescript }),
    };
  };
  return { file: origin.file, at };
}

function lineFor([spec, list, index]: ObjectPath, lines: ObjectLines): CodeLine | undefined {
  const direction = DIRECTIONS.find((each) => each === list);
  if (spec !== 'spec' || direction === undefined || typeof index !== 'number') {
    return lines.typescript;
  }
  return lines.rules[direction][index]?.typescript ?? lines.typescript;
}
