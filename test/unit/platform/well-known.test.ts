import { expect, test } from 'vitest';
import { labelKeyProblems, labelValueProblems, portNameProblems } from '../../../lib/kernel';
import { WELL_KNOWN } from '../../../lib/platform';

test.each(Object.entries(WELL_KNOWN))(
  '%s has labels and port names that Kubernetes accepts',
  (_name, component) => {
    for (const [key, value] of Object.entries(component.labels)) {
      expect([...labelKeyProblems(key), ...labelValueProblems(value)]).toEqual([]);
    }
    expect(component.ports.flatMap(({ name }) => portNameProblems(name))).toEqual([]);
    expect(component.source).not.toBe('');
  },
);
