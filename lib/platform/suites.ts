import { ASSUMPTION_IDS } from './assumptions';
import { frozen } from './frozen';
import type { Profile } from './profile';

const settledBy = (source: string) =>
  Object.fromEntries(ASSUMPTION_IDS.map((id): [string, string] => [id, source]));

/** How the truth tables of the Kubernetes e2e suite answer; nothing is left open. */
export const upstreamE2e: Profile = frozen({
  name: 'upstream-e2e',
  assume: {
    'ip-block-matches-pods': true,
    'host-network-is-subject': false,
    'host-network-is-peer': false,
    'egress-to-own-node-is-policed': true,
    'hairpin-is-policed': false,
    'sidecar-named-ports': false,
    'policy-sees-service-ip': false,
    'undeclared-namespace-labels': 'absent',
    'unmodelled-kinds': 'ignored',
    enforces: true,
  },
  sources: settledBy('kubernetes test/e2e/network/netpol, run on kindnet'),
});

/** How the published expectations of np-guard's netpol-analyzer answer; nothing is left open. */
export const npGuard: Profile = frozen({
  name: 'np-guard',
  assume: {
    'ip-block-matches-pods': false,
    'host-network-is-subject': true,
    'host-network-is-peer': true,
    'egress-to-own-node-is-policed': true,
    'hairpin-is-policed': false,
    'sidecar-named-ports': false,
    'policy-sees-service-ip': false,
    'undeclared-namespace-labels': 'absent',
    'unmodelled-kinds': 'ignored',
    enforces: true,
  },
  sources: settledBy('np-guard/netpol-analyzer, its published expectations'),
});
