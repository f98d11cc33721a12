import { expect, test } from 'vitest';
import { reportToCsv } from '../../../../lib/renderers/csv/lint';
import { everything, nothingWrong } from '../support/reported';

test('findings and intents, one a record', async () => {
  await expect(reportToCsv(everything)).toMatchFileSnapshot('__snapshots__/lint.csv');
});

test('where nothing is wrong only the head is left', () => {
  expect(reportToCsv(nothingWrong).split('\n')).toHaveLength(2);
});
