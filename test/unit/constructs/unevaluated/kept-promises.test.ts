import { expect, test } from 'vitest';
import {
  CiliumNetworkPolicy,
  DefaultDenyNamespace,
  Intent,
  internet,
  namespace,
  no,
  pods,
  tcp,
  toNames,
} from '../../../../lib/constructs';
import { newChart } from '../charts';

test('what is promised after an object was written counts the next time', () => {
  const chart = newChart();
  const shop = new DefaultDenyNamespace(chart, 'shop', { dns: 'none' });
  new CiliumNetworkPolicy(shop, 'api', {
    select: pods({ app: 'api' }),
    egress: [toNames('api.example.com').on(tcp(443))],
  });
  const annotationsNow = () => chart.toJson()[0].metadata.annotations;
  expect(annotationsNow()).toBeDefined();
  new Intent(shop, 'no internet', no(namespace('shop')).reaches(internet()));
  expect(annotationsNow()).toBeUndefined();
});
