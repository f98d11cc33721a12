import type { Check } from '../../check';
import { cloudMetadataReachable } from './cloud-metadata-reachable';
import { exceptCancelled } from './except-cancelled';
import { exceptMissesCredentials } from './except-misses-credentials';
import { exceptReopenedInTheSameList } from './except-reopened-in-the-same-list';
import { metadataDenyThatOpens } from './metadata-deny-that-opens';
import { oneFamilyOnly } from './one-family-only';
import { openToEveryNamespace } from './open-to-every-namespace';
import { openToEveryone } from './open-to-everyone';
import { rulesForReplies } from './rules-for-replies';
import { trustsMutableLabels } from './trusts-mutable-labels';
import { wideOpenEgress } from './wide-open-egress';

/** In the order of their ids. */
export const EXPOSURE: readonly Check[] = [
  metadataDenyThatOpens,
  exceptCancelled,
  exceptReopenedInTheSameList,
  wideOpenEgress,
  exceptMissesCredentials,
  oneFamilyOnly,
  openToEveryNamespace,
  openToEveryone,
  rulesForReplies,
  trustsMutableLabels,
  cloudMetadataReachable,
];
