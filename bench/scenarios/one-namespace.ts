import { labelledPod, namespace, type PlainObject, policy } from './objects';
import type { Size } from './size';

/** A label for every pod and a policy for every label, in one namespace: no two pods are alike. */
export function* oneNamespace({ pods, policies }: Size): Generator<PlainObject> {
  yield namespace('one');
  for (let at = 0; at < policies; at += 1) {
    yield policy('one', `p-${at}`, {
      podSelector: { matchLabels: { app: `app-${at}` } },
      ingress: [
        {
          from: [{ podSelector: { matchLabels: { app: `app-${(at + 1) % policies}` } } }],
          ports: [{ port: 8080 }],
        },
      ],
    });
  }
  for (let at = 0; at < pods; at += 1) yield labelledPod('one', at, { app: `app-${at}` });
}
