import type { Check } from '../../check';
import { apiServerBySelector } from './api-server-by-selector';
import { blockOfPodOrServiceAddresses } from './block-of-pod-or-service-addresses';
import { clientAddressesBehindALoadBalancer } from './client-addresses-behind-a-load-balancer';
import { dnsOfAnotherPlatform } from './dns-of-another-platform';
import { hostNetworkSelected } from './host-network-selected';
import { kindThatThePluginIgnores } from './kind-that-the-plugin-ignores';
import { pluginEnforcesNothing } from './plugin-enforces-nothing';
import { webhookClosed } from './webhook-closed';
import { workloadIdentityCut } from './workload-identity-cut';

/** In the order of their ids. */
export const PLATFORM: readonly Check[] = [
  pluginEnforcesNothing,
  dnsOfAnotherPlatform,
  clientAddressesBehindALoadBalancer,
  hostNetworkSelected,
  blockOfPodOrServiceAddresses,
  apiServerBySelector,
  webhookClosed,
  workloadIdentityCut,
  kindThatThePluginIgnores,
];
