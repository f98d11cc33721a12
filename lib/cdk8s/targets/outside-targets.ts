import type { App } from 'cdk8s';
import { InvalidInputError, type Source } from '../../kernel';
import { refusal } from '../app-codes';
import { creationLineOf } from '../creation-lines';
import { acceptedIn } from '../findings';
import type { Target } from './target';

/**
 * Refuses what an app says outside of its targets, where it would have no effect, and targets that
 * it says nothing in.
 *
 * @throws {InvalidInputError} with all of it
 */
export function refuseOutside(app: App, targets: readonly Target[]): void {
  const problems = [
    ...app.node.children.map((child) =>
      refusal(
        'cdk8s/outside-targets',
        `\`${child.node.path}\` belongs to no target`,
        creationLineOf(child) ?? { file: IN_MEMORY, construct: child.node.path },
      ),
    ),
    ...acceptedIn(app).map(({ id, typescript }) =>
      refusal(
        'cdk8s/outside-targets',
        `\`${id}\` is acknowledged for no target`,
        placeOf(typescript),
      ),
    ),
    ...targets
      .filter(({ node }) => node.children.length === 0)
      .map(({ name }) =>
        refusal('cdk8s/empty-target', `target ${name} holds nothing`, placeOf(undefined)),
      ),
  ];
  if (problems.length > 0) throw new InvalidInputError(problems);
}

const IN_MEMORY = '(in memory)';

function placeOf(line: Source | undefined): Source {
  return line ?? { file: IN_MEMORY };
}
