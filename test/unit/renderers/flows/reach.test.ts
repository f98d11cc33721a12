import { expect, test } from 'vitest';
import { reachToFlows } from '../../../../lib/renderers';
import { addresses, deployment, flow, HOSTILE, reachResult, tcp } from '../support/results';

const [web, db] = [deployment('shop/web'), deployment('shop/db')];

test('a flow is one line', () => {
  const result = reachResult([web, db], [flow(web, db, { allowed: tcp(1, 3, 5, 7, 9) })]);
  expect(reachToFlows(result)).toBe('shop/web -> shop/db 1/TCP, 3/TCP, 5/TCP, 7/TCP, 9/TCP');
});

test('what is undecided stands behind what is allowed, with what it waits for', () => {
  const reasons = [
    { id: 'b', ports: tcp(2) },
    { id: 'a', ports: tcp(4) },
    { id: 'b', ports: tcp(4) },
  ];
  const open = flow(web, db, { allowed: tcp(1), undecided: tcp(2, 4), reasons });
  expect(reachToFlows(reachResult([web, db], [open]))).toBe(
    'shop/web -> shop/db 1/TCP; undecided 2/TCP, 4/TCP (b, a)',
  );
});

test('no block of addresses hides behind a count', () => {
  const far = addresses('10.0.0.0/8', '192.0.2.0/24', '198.51.100.7/32');
  expect(reachToFlows(reachResult([web, far], [flow(far, web, { allowed: tcp(443) })]))).toBe(
    '10.0.0.0/8, 192.0.2.0/24, 198.51.100.7 -> shop/web 443/TCP',
  );
});

test('a hostile name stays on its line', () => {
  const hostile = deployment(`shop/${HOSTILE}`);
  const lines = reachToFlows(reachResult([hostile, db], [flow(hostile, db)])).split('\n');
  expect(lines).toHaveLength(1);
});
