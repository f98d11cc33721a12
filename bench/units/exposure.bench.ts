import { bench, describe } from 'vitest';
import { blast, exposure } from '../../lib/analyses';
import { InternalError } from '../../lib/kernel';
import { portable } from '../../lib/platform';
import { teamsCluster } from './clusters';

const cluster = teamsCluster({ namespaces: 50, workloadsEach: 4 });

// No time counts for an answer that is wrong: the front of a team takes the chain behind it.
const [worst] = blast(cluster, portable).ranking;
if (worst === undefined || worst.falls === 0) throw new InternalError('nothing falls');

describe('200 workloads in 50 namespaces that deny by default', () => {
  bench('exposure', () => void exposure(cluster, portable));
  bench('blast', () => void blast(cluster, portable));
});
