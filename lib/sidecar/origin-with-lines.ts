import { type CodeLine, DIRECTIONS, type ObjectPath, type Origin, type Source } from '../kernel';
import type { SidecarObject, SidecarRule } from './sidecar';

/** What wrote an object: its construct, and the lines of the object and of each rule. */
export type ObjectLines = Pick<SidecarObject, 'construct' | 'typescript' | 'rules'>;

/** The same origin, which also names the construct, the line of TypeScript and the reason of a rule. */
export function originWithLines(origin: Origin, lines: ObjectLines): Origin {
  const at = (path: ObjectPath): Source => {
    const typescript = lineFor(path, lines);
    return {
      ...origin.at(path),
      construct: lines.construct,
      ...(typescript !== undefined && { typescript }),
    };
  };
  return { file: origin.file, at, because: (path) => ruleAt(path, lines)?.because };
}

function lineFor(path: ObjectPath, lines: ObjectLines): CodeLine | undefined {
  return ruleAt(path, lines)?.typescript ?? lines.typescript;
}

/** The rule that a path leads to or into. */
function ruleAt([spec, list, index]: ObjectPath, { rules }: ObjectLines): SidecarRule | undefined {
  const direction = DIRECTIONS.find((each) => each === list);
  if (spec !== 'spec' || direction === undefined || typeof index !== 'number') return undefined;
  return rules[direction][index];
}
