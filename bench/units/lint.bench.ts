import { bench, describe } from 'vitest';
import { lint } from '../../lib/analyses';
import { InternalError } from '../../lib/kernel';
import { manifestsOf } from '../../lib/manifests';
import { buildCluster } from '../../lib/model';
import { portable } from '../../lib/platform';
import { teamsManifests } from './clusters';

const slip = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'slip', namespace: 'team-0' },
  spec: { podSelector: {}, ingress: [{ from: [], ports: [{ port: 8080 }] }] },
};
const teams = teamsManifests({ namespaces: 50, workloadsEach: 4 });
const objects = [...teams, ...manifestsOf([slip]).manifests];
const { cluster } = buildCluster(objects);
// Views are remembered for what is examined, so each run examines anew.
const findings = () => lint({ cluster: { ...cluster }, profile: portable, objects }).findings;

// No time counts for checks that miss the one mistake there is: an empty list lets everyone in.
if (findings().length === 0) throw new InternalError('the checks find nothing');

describe('every check over 200 workloads under 400 policies', () => {
  bench('lint', () => void findings());
});
