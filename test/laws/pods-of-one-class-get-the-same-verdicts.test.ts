import fc from 'fast-check';
import { expect, test } from 'vitest';
import { podClasses } from '../../lib/engine';
import { cluster, endsOf, profile } from '../support/arbitraries';
import { bySemantics } from '../support/by-semantics';
import { podsOf, shown } from '../support/evaluators';

/** Pods in pairs that differ in what no policy asks, or perhaps in more. */
const twins = cluster.chain((generated) =>
  fc
    .record({ node: fc.constantFrom(undefined, 'n1', 'n9'), extra: fc.boolean() })
    .map((change) => ({
      ...generated,
      workloads: generated.workloads.flatMap((workload) => [
        workload,
        {
          ...workload,
          name: `${workload.name}-twin`,
          pods: workload.pods.map((pod) => ({
            ...pod,
            name: `${pod.name}-twin`,
            node: change.node ?? pod.node,
            labels: change.extra ? new Map([...pod.labels, ['unasked', 'x']]) : pod.labels,
          })),
        },
      ]),
    })),
);

test('pods of one class get the same verdicts towards every third end', () => {
  fc.assert(
    fc.property(twins, profile, (generated, facts) => {
      const classOf = podClasses(generated);
      const slow = bySemantics(generated, facts);
      const pods = podsOf(generated);
      for (const [i, pod] of pods.entries()) {
        const other = pods.slice(i + 1).find((each) => classOf(each) === classOf(pod));
        if (other === undefined) continue;
        const [one, two] = [pod, other].map((each) => ({ kind: 'pod', pod: each }) as const);
        if (one === undefined || two === undefined) continue;
        const thirds = endsOf(generated).filter(
          (end) => end.kind !== 'pod' || (end.pod !== pod && end.pod !== other),
        );
        for (const third of thirds) {
          expect(shown(slow.connection(one, third))).toEqual(shown(slow.connection(two, third)));
          expect(shown(slow.connection(third, one))).toEqual(shown(slow.connection(third, two)));
        }
      }
    }),
    { numRuns: 40 },
  );
});
