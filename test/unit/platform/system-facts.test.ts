import { expect, test } from 'vitest';
import {
  labelKeyProblems,
  labelValueProblems,
  parseCidr,
  portNameProblems,
} from '../../../lib/kernel';
import { CLOUD_LOAD_BALANCERS, HTTP01_SOLVER, MESHES } from '../../../lib/platform';

const isBlock = (text: string) => parseCidr(text)?.problems.length === 0;

test.each(Object.entries(MESHES))(
  '%s has labels, port names and addresses that Kubernetes accepts, and a source',
  (_name, { controlPlane, tunnel, others, probesFrom, source }) => {
    const labels = controlPlane.flatMap((each) => Object.entries(each.labels));
    expect(labels).not.toEqual([]);
    for (const [key, value] of [...labels, ...Object.entries(HTTP01_SOLVER.labels)]) {
      expect([...labelKeyProblems(key), ...labelValueProblems(value)]).toEqual([]);
    }
    const ports = [...controlPlane.flatMap((each) => each.ports), tunnel, ...others];
    expect(ports.flatMap(({ name }) => portNameProblems(name))).toEqual([]);
    expect(probesFrom.filter((each) => !isBlock(each))).toEqual([]);
    expect(source).not.toBe('');
  },
);

test.each(Object.entries(CLOUD_LOAD_BALANCERS))(
  'the load balancers of %s connect from addresses that are told, or from subnets that are asked for',
  (_cloud, { cidrs, subnets, source }) => {
    expect(cidrs.filter((each) => !isBlock(each))).toEqual([]);
    expect(cidrs.length > 0 || subnets !== undefined).toBe(true);
    expect(source).not.toBe('');
  },
);
