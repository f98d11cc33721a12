import { runMeasure } from './run-measure';

/** One measure in a process of its own: `measure-in-child.ts <id> <folder> <full|small> <runs>`. */
const [id = '', folder = '', size = '', runs = ''] = process.argv.slice(2);
const outcome = runMeasure(id, {
  folder,
  size: size === 'small' ? 'small' : 'full',
  runs: Number(runs),
});
process.stdout.write(JSON.stringify(outcome));
