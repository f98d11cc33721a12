import type { Construct } from 'constructs';
import { orElse } from '../../kernel/suggest';
import { decline } from '../composite-refusals';
import type { DefaultDenyNamespace } from '../default-deny-namespace';
import { show } from '../dsl';

/** The namespace called `name` of a construct. @throws {InvalidInputError} for one that it has not */
export function namespaceCalled(
  owner: Construct,
  namespaces: readonly DefaultDenyNamespace[],
  name: string,
): DefaultDenyNamespace {
  const known = namespaces.map(({ namespaceName }) => namespaceName);
  const found = namespaces[known.indexOf(name)];
  if (found !== undefined) return found;
  const message = `\`${owner.node.path}\` has no namespace ${show(name)}${orElse(String(name), known)}`;
  const help = `use ${known.join(', ')}`;
  return decline({ code: 'constructs/unknown-namespace', message, help });
}
