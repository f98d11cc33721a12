import { isJsonObject, type Json } from '../../../../kernel';
import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { ingress } from '../../examples';
import { REFERENCES } from '../../references';
import { everyPort } from '../../views/port-entries';

/** Finds port entries that say nothing. */
export const portEntryWithoutNumber: Check = {
  id: 'NP609',
  name: 'port-entry-without-number',
  severity: 'warning',
  summary: 'An entry of `ports` is empty, which means every port over TCP.',
  why: 'A value that is missing leaves `- {}` or `- port: null` behind. It opens all of TCP, and closes UDP and SCTP, which nobody means who writes it so.',
  how: 'An entry of a rule that counts has neither a port nor a protocol. One that names only its protocol says what it means, and is not reported.',
  help: 'write the port, or `protocol: TCP` where every port over TCP is meant',
  acknowledge: 'Never: `protocol: TCP` says the same to every reader.',
  references: [REFERENCES.networkPolicies],
  examples: {
    avoid: {
      yaml: ingress('web')`
    - from: [{ podSelector: { matchLabels: { app: proxy } } }]
      ports: [{}]
`,
    },
    prefer: {
      yaml: ingress('web')`
    - from: [{ podSelector: { matchLabels: { app: proxy } } }]
      ports: [{ protocol: TCP, port: 8080 }]
`,
      typescript: `
new Connection(shop, 'proxy-to-web', {
  from: pods({ app: 'proxy' }),
  to: pods({ app: 'web' }),
  on: tcp(8080),
});
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    for (const { policy, written, path, place } of everyPort(examined)) {
      if (!saysNothing(written)) continue;
      yield {
        about: aboutPolicy(policy),
        path,
        message: `${place} has an empty entry in \`ports\`, which opens every port over TCP`,
      };
    }
  },
};

/** The API server fills in TCP. A bare dash is an entry too. */
function saysNothing(written: Json | undefined): boolean {
  if (written === null) return true;
  if (!isJsonObject(written)) return false;
  return ['port', 'protocol'].every((field) => (written[field] ?? null) === null);
}
