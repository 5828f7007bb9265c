/** Installs and builds what a fresh clone lacks, then runs the command it is given. Knows no packages: there may be none. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

function run(command, ...args) {
  const { status } = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
}

if (!existsSync('node_modules/.package-lock.json')) {
  process.stderr.write('installing packages …\n');
  run('npm', 'ci', '--no-fund', '--no-audit');
}
if (!existsSync('dist/cli/main.js')) run('npm', 'run', '--silent', 'build');
const [command, ...args] = process.argv.slice(2);
if (command) run(command, ...args);
