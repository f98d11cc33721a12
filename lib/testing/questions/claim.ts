import { checkIntents } from '../../analyses';
import { type Claim, type Intent, type StatedFlow, UsageError } from '../../kernel';
import type { IntentsResult } from '../../results';
import type { EndMeaning } from '../end';
import type { Net } from '../net';
import { type PortArgument, portSpecs } from '../ports';

/** A flow between two ends as intents have it. */
export function statedFlow(
  from: EndMeaning,
  to: EndMeaning,
  ports: readonly PortArgument[],
): StatedFlow {
  const specs = portSpecs(ports);
  return {
    from: [endpointOf(from)],
    to: [endpointOf(to)],
    ...(specs === undefined ? {} : { ports: specs }),
  };
}

/** @throws {UsageError} for one pod among several of a workload: pods yet to come are like all of them */
export function endpointOf({ endpoint, name }: EndMeaning): NonNullable<EndMeaning['endpoint']> {
  if (endpoint !== undefined) return endpoint;
  throw new UsageError(
    `${name} is some of the pods of a workload, and a new one may be like any of them`,
    'ask about the whole workload',
  );
}

/** Where the claim of a test stands: its runner shows the line. */
const THIS_TEST = '(this test)';

/** What the analysis says of one claim, which rests on `flows` alone. */
export function prove(net: Net, claim: Claim, flows: readonly StatedFlow[] = []): IntentsResult {
  const intent: Intent = { ...claim, name: 'as this test says', severity: 'error', hard: false };
  const statement = { source: { file: THIS_TEST }, intents: [intent], flows };
  return checkIntents(net.cluster, net.profile, { statements: [statement], today: net.today });
}
