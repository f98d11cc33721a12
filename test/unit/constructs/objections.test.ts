import { ApiObject, App, Chart } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import { AllowHttp, http, pathPrefix, pods, tcp } from '../../../lib/constructs';
import {
  lateObjections,
  objectAtSynth,
  withObjectionsHeard,
} from '../../../lib/constructs/objections';

const OBJECTION = {
  code: 'constructs/expired-reason',
  severity: 'error',
  message: 'too late',
} as const;

describe('objections at synth', () => {
  it('read the policies of the app once, however many ask for them', () => {
    const app = new App();
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    for (const name of ['one', 'two', 'three']) {
      const select = pods({ app: name });
      new AllowHttp(chart, name, {
        from: select,
        to: select,
        on: tcp(80),
        rules: [http({ method: 'GET', path: pathPrefix('/') })],
        isolates: true,
      });
    }
    const plain = new ApiObject(chart, 'plain', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      spec: { podSelector: {} },
    });
    let read = 0;
    const toJson = plain.toJson.bind(plain);
    plain.toJson = () => {
      read += 1;
      return toJson();
    };
    lateObjections(app);
    expect(read).toBe(1);
  });

  it('are said to cdk8s, which asks each construct by itself', () => {
    const chart = new Chart(new App(), 'shop');
    objectAtSynth(chart, () => [OBJECTION]);
    expect(chart.node.validate()).toEqual([expect.stringContaining('too late')]);
  });

  it('are not said again while an app writes that has heard them', () => {
    const app = new App();
    const chart = new Chart(app, 'shop');
    objectAtSynth(chart, () => [OBJECTION]);
    expect(withObjectionsHeard(app, () => chart.node.validate())).toEqual([]);
    expect(chart.node.validate()).toHaveLength(1);
  });

  it('see the tree as it stands at each look', () => {
    const app = new App();
    const chart = new Chart(app, 'shop');
    objectAtSynth(chart, ({ root }) => (root.node.findAll().length > 2 ? [OBJECTION] : []));
    expect(lateObjections(app)).toEqual([]);
    new Chart(app, 'another');
    expect(lateObjections(app)).toEqual([OBJECTION]);
  });
});
