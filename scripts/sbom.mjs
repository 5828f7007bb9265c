/**
 * Prints what giq is made of, as CycloneDX JSON. npm puts in the moment and a random number; here they come from the
 * lock file and its last change, so that one commit has one bill of materials.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const LOCK = 'package-lock.json';
const windows = process.platform === 'win32';

function output(command, ...args) {
  return execFileSync(command, args, { encoding: 'utf8', shell: windows, maxBuffer: 2 ** 26 });
}

/** A UUID (version 8, RFC 9562) of the bytes. */
function uuidOf(bytes) {
  const hex = createHash('sha256').update(bytes).digest('hex');
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return parts.join('-');
}

const format = ['--sbom-format', 'cyclonedx', '--sbom-type', 'application'];
const bill = JSON.parse(output('npm', 'sbom', '--package-lock-only', '--omit', 'dev', ...format));
bill.serialNumber = `urn:uuid:${uuidOf(readFileSync(LOCK))}`;
bill.metadata.timestamp = new Date(
  output('git', 'log', '-1', '--format=%cI', '--', LOCK).trim(),
).toISOString();
bill.metadata.component.name = JSON.parse(readFileSync('package.json', 'utf8')).name;
process.stdout.write(`${JSON.stringify(bill, null, 2)}\n`);
