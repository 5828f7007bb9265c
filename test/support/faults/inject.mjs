/**
 * Loaded before the program (`node --import`): lets the n-th change of the disk below a folder fail, or kills the process
 * in the middle of it. `GIQ_FAULT` is `WHAT:N:FOLDER`; WHAT is `kill`, `count`, `vanish`, or an error code such as ENOSPC.
 *
 * Calls are counted where Node makes them, so that giq needs no hook for its tests.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const [what, at, ...rest] = process.env.GIQ_FAULT.split(':');
const folder = rest.join(':');
let calls = 0;

const concerns = (path) => String(path).includes(folder);

/** Half of what was to be written is: a full disk and a kill come in the middle. */
function half(data) {
  return typeof data === 'string' || ArrayBuffer.isView(data) ? data.slice(0, data.length >> 1) : data;
}

/** Counts a change; returns the fault that is to happen at it. */
function fault() {
  calls += 1;
  return calls === Number(at) ? what : undefined;
}

const failure = (code) => Object.assign(new Error(`${code}: injected`), { code });

/** Wraps a function of promises whose first argument is a path. `partly` does half of it. */
function wrap(object, name, isChange, partly) {
  const whole = object[name];
  object[name] = async function (...given) {
    if (!isChange(this, given)) return whole.apply(this, given);
    const found = fault();
    if (found === undefined || found === 'count' || found === 'vanish') return whole.apply(this, given);
    // A disk that is full can still be made emptier.
    if (found === 'ENOSPC' && (name === 'rm' || name === 'unlink')) return whole.apply(this, given);
    if (partly) await whole.apply(this, partly(given));
    if (found === 'kill') process.kill(process.pid, 'SIGKILL');
    throw failure(found);
  };
}

const promises = fs.promises;
const first = (_, [path]) => concerns(path);
for (const name of ['mkdir', 'rename', 'rm', 'truncate', 'cp', 'chmod', 'unlink'])
  wrap(promises, name, first);
for (const name of ['appendFile', 'writeFile'])
  wrap(promises, name, first, ([path, data, options]) => [path, half(data), options]);

const openWhole = promises.open;
promises.open = async function (path, flags, mode) {
  const handle = await openWhole.call(this, path, flags, mode);
  if (!concerns(path) || flags === undefined || flags === 'r') return handle;
  const always = () => true;
  wrap(handle, 'writeFile', always, ([data, options]) => [half(data), options]);
  wrap(handle, 'write', always, ([data, offset = 0, length = data.length - offset]) => [
    data,
    offset,
    length >> 1,
  ]);
  wrap(handle, 'sync', always);
  return handle;
};

/** A file that is there when it is looked at, and gone when it is read. */
const readWhole = promises.readFile;
promises.readFile = async function (path, ...more) {
  if (what === 'vanish' && concerns(path) && ++calls === Number(at)) fs.rmSync(path);
  return readWhole.call(this, path, ...more);
};

syncBuiltinESMExports();
if (what === 'count') process.on('exit', () => process.stderr.write(`\nCHANGES ${calls}\n`));
