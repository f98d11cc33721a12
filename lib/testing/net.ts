import type { Directory } from '../ends';
import type { Statement } from '../kernel';
import type { Cluster } from '../model';
import type { Profile } from '../platform';

/** Everything that a question about one set of manifests starts from. */
export interface Net {
  readonly cluster: Cluster;
  readonly profile: Profile;
  readonly directory: Directory;
  /** What constructs and intents files say. */
  readonly statements: readonly Statement[];
  /** The day on which acknowledgements are judged, `YYYY-MM-DD`. */
  readonly today: string;
}
