/** `node test/runner/print-sum.ts FILE COMMANDS`: the last line of `.ci/run`. Fails if any test failed. */
import { formatCounts } from './counts.ts';
import { sumTotals } from './total-file.ts';

const [file = '', commands = '1'] = process.argv.slice(2);
const sum = sumTotals(file, Number(commands));
console.log(formatCounts(sum));
process.exitCode = sum.failed > 0 ? 1 : 0;
