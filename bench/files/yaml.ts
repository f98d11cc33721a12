import { dump } from 'js-yaml';
import type { Scenario } from '../scenarios';

/** The objects of a scenario as a stream of YAML documents, in pieces. */
export function* yamlOf({ objects }: Scenario): Generator<string> {
  for (const object of objects()) {
    yield `---\n${dump(object, { lineWidth: -1, noRefs: true })}`;
  }
}
