import type { Directory } from '../ends';
import type { AcceptedFinding, Statement } from '../kernel';
import type { Manifest } from '../manifests';
import type { Cluster } from '../model';
import type { Profile } from '../platform';

/** Everything that a question about one set of manifests starts from. */
export interface Net {
  readonly cluster: Cluster;
  /** What the cluster was built from. */
  readonly objects: readonly Manifest[];
  /** The texts that hold the objects, by file; none of what was never written. */
  readonly texts: ReadonlyMap<string, string>;
  /** What the app accepts. */
  readonly accepted: readonly AcceptedFinding[];
  readonly profile: Profile;
  readonly directory: Directory;
  /** What constructs and intents files say. */
  readonly statements: readonly Statement[];
  /** The day on which acknowledgements are judged, `YYYY-MM-DD`. */
  readonly today: string;
}
