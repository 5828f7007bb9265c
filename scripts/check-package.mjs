/**
 * Checks the package as users get it: two clones pack the same bytes, nothing of the machine is in them, and what is
 * installed from them runs in an empty folder without a network. Leaves the package here.
 *
 *     node scripts/check-package.mjs [NODE …]    # with these programs of Node; with the one that runs unless given
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const place = mkdtempSync(join(tmpdir(), 'giq-package-'));
const programs = process.argv.length > 2 ? process.argv.slice(2) : [process.execPath];
const FORBIDDEN = [/\.map$/, /^test\//, /\.test\./, /^src\//, /^\./, /^bench\//, /^node_modules\//];

const run = (cwd, command, ...args) =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
const say = (text) => process.stdout.write(`${text}\n`);

function require(condition, problem) {
  if (!condition) throw new Error(problem);
}

/** Clones the last commit and packs it. */
function pack(name) {
  const clone = join(place, name);
  run(root, 'git', 'clone', '--quiet', root, clone);
  symlinkSync(join(root, 'node_modules'), join(clone, 'node_modules'));
  run(clone, 'npm', 'pack', '--silent');
  return join(
    clone,
    readdirSync(clone).find((file) => file.endsWith('.tgz')),
  );
}

const hashOf = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');

function checkContents(tarball) {
  const folder = join(place, 'unpacked');
  mkdirSync(folder);
  run(folder, 'tar', 'xzf', tarball);
  const files = run(folder, 'tar', 'tzf', tarball)
    .trim()
    .split('\n')
    .map((file) => file.replace(/^package\//, ''));
  const wrong = files.filter((file) => FORBIDDEN.some((pattern) => pattern.test(file)));
  require(wrong.length === 0, `the package has ${wrong.slice(0, 3).join(', ')}`);
  for (const machine of [root, place, homedir()]) {
    const found =
      machine === '/root' ? '' : spawnSync('grep', ['-rlF', machine, folder], { encoding: 'utf8' }).stdout;
    require(found === '', `${machine} is written in ${found}`);
  }
  say(`${files.length} files, nothing of this machine in them`);
}

/** Runs a command of an installed giq in a folder, without a network where the system can take it away. */
function offline(cwd, ...command) {
  const alone = process.platform === 'linux' && spawnSync('unshare', ['-rn', 'true']).status === 0;
  return alone ? run(cwd, 'unshare', '-rn', ...command) : run(cwd, ...command);
}

function checkInstalled(tarball, node) {
  const prefix = mkdtempSync(join(place, 'prefix-'));
  const empty = mkdtempSync(join(place, 'empty-'));
  const npm = run(root, 'which', 'npm').trim();
  run(empty, node, npm, 'install', '--global', '--no-audit', '--no-fund', '--prefix', prefix, tarball);
  const installed = join(prefix, 'lib/node_modules/giq');
  const giq = [node, join(prefix, 'bin/giq')];
  say(offline(empty, ...giq, '--version').trim());
  offline(empty, ...giq, 'run', join(installed, 'examples/quickstart.giq'));
  offline(empty, ...giq, '-e', 'generate 40 seed 7 | retrieve k=1 | plot joint TUF to "joint.svg"');
  offline(empty, ...giq, '-e', 'generate seed 42 | save "one.fits"');
  offline(empty, ...giq, 'world', 'verify');
  const made = readdirSync(empty, { recursive: true }).filter((file) => /\.(svg|fits|png)$/.test(file));
  require(made.includes('joint.svg') && made.includes('one.fits'), `it wrote ${made.join(', ')}`);
  say(
    `  runs the quickstart, plots, saves (${made.join(', ')}); man page ${readFileSync(join(prefix, 'share/man/man1/giq.1')).length} bytes`,
  );
}

try {
  const [first, second] = [pack('one'), pack('two')];
  require(hashOf(first) === hashOf(second), 'two clones pack different bytes');
  say(`${basename(first)} sha256 ${hashOf(first)}, from two clones`);
  checkContents(first);
  for (const node of programs) checkInstalled(first, resolve(dirname(node), basename(node)));
  copyFileSync(first, join(root, basename(first)));
} finally {
  rmSync(place, { recursive: true, force: true });
}
