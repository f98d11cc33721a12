/** What does not compile of the baselines, and what must. `npx tsc --noEmit` is the test. */
import type { Chart } from 'cdk8s';
import {
  AllowAll,
  DefaultDenyNamespace,
  DefaultDenyNamespaces,
  waitFor,
} from '../../lib/constructs';

declare const chart: Chart;
const because = 'moves behind the gateway in June';

// The names that were listed are the names that are known.
export const all = new DefaultDenyNamespaces(chart, 'a', { names: ['shop', 'blog'] });
export const shop: DefaultDenyNamespace = all.namespace('shop');
// @ts-expect-error
all.namespace('shpo');
// @ts-expect-error
new DefaultDenyNamespaces(chart, 'b', { names: ['shop'], reasons: { 'kube-system': because } });

// Directions are two words, and Pod Security has two levels that refuse anything.
// @ts-expect-error
new DefaultDenyNamespace(chart, 'c', { directions: ['inbound'] });
// @ts-expect-error
new DefaultDenyNamespace(chart, 'd', { createNamespace: { enforce: 'privileged' } });

// Everything is never opened without a reason or a direction.
new AllowAll(chart, 'e', { directions: ['ingress'], because });
// @ts-expect-error
new AllowAll(chart, 'f', { directions: ['ingress'] });
// @ts-expect-error
new AllowAll(chart, 'g', { because });

// Waiting names its image, and a port that is a number.
// @ts-expect-error
waitFor({ host: 'db', port: 5432 });
// @ts-expect-error
waitFor({ host: 'db', port: '5432', image: 'busybox:1.37.0' });
