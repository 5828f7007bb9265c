/**
 * Every diagnostic that giq can give: code, severity, message and an explanation for docs/errors.md.
 *
 * Prose: no "you"; a guess sounds like a guess ("might"); a limit reads "X requires Y"; at most three expected things
 * are listed. Codes are kebab-case and never change their meaning.
 */
type Stage = 'lex' | 'parse' | 'plan' | 'runtime' | 'usage';

interface Entry<P> {
  readonly stage: Stage;
  readonly severity: 'error' | 'warning';
  readonly message: (parameters: P) => string;
  /** One or two sentences for docs/errors.md: why it happens and what helps. */
  readonly explanation: string;
}

const entry =
  (stage: Stage, severity: 'error' | 'warning') =>
  <P = Record<string, never>>(message: (parameters: P) => string, explanation: string): Entry<P> => ({
    stage,
    severity,
    message,
    explanation,
  });

const lexError = entry('lex', 'error');
const parseError = entry('parse', 'error');
const planError = entry('plan', 'error');
const planWarning = entry('plan', 'warning');
const runtimeError = entry('runtime', 'error');
const runtimeWarning = entry('runtime', 'warning');
const usageError = entry('usage', 'error');

/** `a`, `b` or `c`; "one of N things" when there are more than three. */
function oneOf(things: readonly string[]): string {
  if (things.length > 3) return `one of ${things.length} things`;
  return things.length < 2
    ? (things[0] ?? 'nothing')
    : `${things.slice(0, -1).join(', ')} or ${things.at(-1)}`;
}

export const catalogue = {
  // ---- lexer and parser (owner: src/parser)
  'unterminated-string': lexError(
    () => 'this text in quotes is never closed',
    'A text in quotes ends with the quote it began with, on the same line.',
  ),
  'unknown-escape': lexError<{ written: string }>(
    ({ written }) => `\`${written}\` is not an escape sequence`,
    'In quotes, `\\"`, `\\\'`, `\\\\`, `\\n` and `\\t` have a meaning after a backslash. A backslash itself, as in Windows paths, is written twice.',
  ),
  'unterminated-name': lexError(
    () => 'this name in backquotes is empty or never closed',
    'Backquotes hold one whole name: `` `in` ``.',
  ),
  'invalid-date': lexError<{ written: string; problem: string }>(
    ({ written, problem }) => `\`${written}\` is not a date: ${problem}`,
    'Dates are written `2011-02-12` or `2011-02-12T14:30:00`, in UTC. A subtraction of numbers needs spaces.',
  ),
  'number-out-of-range': lexError<{ written: string }>(
    ({ written }) => `\`${written}\` is beyond the range of numbers`,
    'Numbers are 64-bit floating point: at most about 1.8e308.',
  ),
  'unit-touches-number': lexError<{ number: string; unit: string }>(
    ({ number, unit }) => `a space is missing between \`${number}\` and its unit \`${unit}\``,
    'Units are separated from their number by a space, as in `1e22 Mx`; only `%` and `°` may touch it.',
  ),
  'missing-space': lexError<{ first: string; second: string }>(
    ({ first, second }) => `\`${second}\` touches \`${first}\``,
    'A number and the word or number after it are separated by a space; a product is written with `*`.',
  ),
  'unknown-character': lexError<{ written: string }>(
    ({ written }) => `${written} has no meaning here`,
    'The character is not part of the language. In a text in quotes or a comment any character may stand.',
  ),
  'curly-quotes': lexError(
    () => 'texts are written in straight quotes: "…" or \'…\'',
    'Word processors turn straight quotes into typographic ones, which the language does not use.',
  ),
  'lookalike-character': lexError<{ written: string; meant: string }>(
    ({ written, meant }) => `\`${written}\` looks like \`${meant}\` but is another character`,
    'Text copied from a paper or a web page often has typographic minus signs, dots or brackets in place of the plain ones.',
  ),
  semicolon: lexError(
    () => 'statements end with the line, not with `;`',
    'Each statement stands on its own line.',
  ),
  'fat-arrow': lexError<{ written: string }>(
    ({ written }) => `\`${written}\` is not an operator; \`>=\` might be meant`,
    '"At least" is written `>=`; a named argument is written `k=5`.',
  ),
  'thin-arrow': lexError<{ written: string }>(
    ({ written }) => `stages are joined by \`|\`, not by \`${written}\``,
    'A pipeline is written `generate seed 42 | shift TUF +3`.',
  ),
  'pipe-arrow': lexError<{ written: string }>(
    ({ written }) => `stages are joined by \`|\`, not by \`${written}\``,
    'A pipeline is written `generate seed 42 | shift TUF +3`.',
  ),
  'double-equals': lexError<{ written: string }>(
    ({ written }) => `equality is written \`=\`, not \`${written}\``,
    'One `=` compares, as in `where POLARITY = 1`.',
  ),
  'double-ampersand': lexError<{ written: string }>(
    ({ written }) => `conditions are joined by \`and\`, not by \`${written}\``,
    'Conditions are written in words: `and`, `or`, `not`.',
  ),
  'double-bar': lexError<{ written: string }>(
    ({ written }) => `alternatives are joined by \`or\`, not by \`${written}\``,
    'Conditions are written in words: `and`, `or`, `not`. Stages are joined by one `|`.',
  ),
  'exclamation-mark': lexError<{ written: string }>(
    ({ written }) => `negation is written \`not\`, not \`${written}\``,
    'Conditions are written in words: `and`, `or`, `not`.',
  ),
  'angle-brackets': lexError<{ written: string }>(
    ({ written }) => `"differs from" is written \`!=\`, not \`${written}\``,
    'The comparisons are `=`, `!=`, `<`, `<=`, `>` and `>=`.',
  ),
  'double-star': lexError<{ written: string }>(
    ({ written }) => `powers are written with \`^\`, not with \`${written}\``,
    'As in `SIGMA ^ 2`.',
  ),
  colon: lexError<{ written: string }>(
    ({ written }) => `\`${written}\` is not used; \`=\` might be meant`,
    'Named arguments are written `k=5` or `k 5`, bindings `let quiet = …`.',
  ),
  'compound-assignment': lexError<{ written: string }>(
    ({ written }) => `\`${written}\` is not an operator; a change is an argument of \`shift\``,
    'A latent shift by three steps is written `shift TUF +3`.',
  ),
  'foreign-comment': lexError(
    () => 'comments begin with `#`',
    'A comment runs from `#` to the end of its line.',
  ),
  'foreign-bracket': lexError<{ written: string }>(
    ({ written }) => `\`${written}\` is not used; lists have commas and groups have \`(\` and \`)\``,
    'Lists are written without brackets, as in `keeping R, PSEP`; nested pipelines are written in parentheses.',
  ),
  'unexpected-token': parseError<{ found: string; expected: readonly string[] }>(
    ({ found, expected }) => `expected ${oneOf(expected)}, found ${found}`,
    'The script is not well formed at this place.',
  ),
  'unexpected-end': parseError<{ expected: readonly string[] }>(
    ({ expected }) => `expected ${oneOf(expected)}, found the end of the line`,
    'The statement ends too early. It goes on over a line break after `|`, `,`, `=` or an operator, and inside brackets.',
  ),
  'unclosed-bracket': parseError(() => 'this `(` is never closed', 'Every `(` needs a `)`.'),
  'unopened-bracket': parseError(
    () => 'this `)` closes nothing',
    'Every `)` needs a `(` before it, in the same statement.',
  ),
  'chained-comparison': parseError(
    () => 'comparisons cannot be chained',
    '`a < b < c` is written `a < b and b < c`, or as a range: `b in a..c`.',
  ),
  'reserved-name': parseError<{ word: string }>(
    ({ word }) => `\`${word}\` is a reserved word`,
    'The words `and`, `or`, `not`, `in`, `is` and `missing` are names only in backquotes.',
  ),
  'signed-operand': parseError<{ written: string }>(
    ({ written }) => `\`${written}\` is a signed number here, not arithmetic`,
    'A sign that touches only the number after it belongs to the number. Arithmetic has a space on both sides, or on neither.',
  ),
  'verb-parentheses': parseError<{ verb: string }>(
    ({ verb }) => `the arguments of \`${verb}\` are written without parentheses`,
    'Verbs are not functions: `generate 200 seed 7`. A pipeline as an argument has a space before its `(`.',
  ),
  'not-in': parseError(
    () => '`not` stands before the whole comparison',
    '`lat not in 0..10` is written `not lat in 0..10`.',
  ),
  'assignment-without-let': parseError<{ name: string }>(
    ({ name }) => `\`${name} = …\` at the start of a statement might be a binding without its \`let\``,
    'A pipeline is bound by `let quiet = …`, a new physical parameter by `define IMBALANCE = …`.',
  ),
  'unsupported-version': parseError<{ version: string; supported: readonly string[] }>(
    ({ version, supported }) =>
      `language version ${version} is not supported; supported: ${supported.join(', ')}`,
    'The first line `giq 1` pins the version of the language. A newer giq may be required.',
  ),
  'misplaced-version': parseError(
    () => 'the language version is pinned by the first statement only',
    'Nothing but comments may stand before `giq 1`.',
  ),
  'nesting-too-deep': parseError<{ limit: number }>(
    ({ limit }) => `nesting requires at most ${limit} brackets inside one another`,
    'Inner pipelines can be bound by `let` and named.',
  ),
  'statement-too-long': parseError<{ limit: number }>(
    ({ limit }) => `a statement requires at most ${limit} operators and brackets`,
    'Parts of a long statement can be bound by `let` or `define` and named.',
  ),

  // ---- planner (owner: src/planner)
  'unknown-verb': planError<{ word: string }>(
    ({ word }) => `\`${word}\` is neither a verb nor a binding`,
    'The first word of a stage is a verb, or, at the start of a pipeline, the name that a `let` has bound.',
  ),
  'not-in-this-version': planError<{ what: string }>(
    ({ what }) => `${what} is not in this version of giq`,
    'The language knows the word, so that scripts stay valid, but this version cannot do it yet.',
  ),
  'needs-input': planError<{ verb: string; expected: string }>(
    ({ verb, expected }) => `\`${verb}\` requires ${expected} to work on`,
    'The verb cannot start a pipeline. A source such as `generate`, `load`, `observe` or a binding comes first.',
  ),
  'takes-no-input': planError<{ verb: string }>(
    ({ verb }) => `\`${verb}\` starts a pipeline, so nothing can flow into it`,
    'A source makes its own value. What comes before it in the pipe would be lost.',
  ),
  'wrong-input': planError<{ verb: string; expected: string; found: string }>(
    ({ verb, expected, found }) => `\`${verb}\` requires ${expected}, found ${found}`,
    'The stage before gives a kind of value that this verb cannot take. Both places are marked.',
  ),
  'unknown-argument': planError<{ verb: string; word: string }>(
    ({ verb, word }) => `\`${verb}\` has no argument \`${word}\``,
    'The arguments of a verb are listed in its page of the reference and by `describe VERB`.',
  ),
  'unexpected-argument': planError<{ verb: string; text: string }>(
    ({ verb, text }) => `\`${verb}\` has no use for \`${text}\` here`,
    'A verb has at most one leading phrase; every other argument has a name.',
  ),
  'duplicate-argument': planError<{ argument: string }>(
    ({ argument }) => `\`${argument}\` is given twice`,
    'Each argument can be given once.',
  ),
  'missing-argument': planError<{ verb: string; argument: string }>(
    ({ verb, argument }) => `\`${verb}\` requires ${argument}`,
    'The argument has no default.',
  ),
  'argument-without-value': planError<{ argument: string }>(
    ({ argument }) => `\`${argument}\` requires a value`,
    'A named argument is written `name=value` or `name value`.',
  ),
  'wrong-argument': planError<{ argument: string; expected: string; found: string }>(
    ({ argument, expected, found }) => `${argument} requires ${expected}, found ${found}`,
    'The value given for an argument is of another type than the verb accepts.',
  ),
  'out-of-range': planError<{ argument: string; range: string; found: string }>(
    ({ argument, range, found }) => `${argument} requires ${range}, found ${found}`,
    'The number is outside of what the argument accepts.',
  ),
  'more-than-archive': planError<{ asked: number; available: number; world: string }>(
    ({ asked, available, world }) =>
      `${asked} neighbours require an archive of as many observations; that of \`${world}\` has ${available}`,
    '`retrieve` cannot return more observations than the archive holds.',
  ),
  'unknown-parameter': planError<{ name: string; world: string }>(
    ({ name, world }) => `\`${name}\` is not a parameter of the world \`${world}\``,
    'Parameters are the physical quantities that a world measures. `describe world` lists them. Names are case-sensitive.',
  ),
  'unknown-field': planError<{ name: string; world: string }>(
    ({ name, world }) =>
      `\`${name}\` is neither a parameter nor a piece of metadata in the world \`${world}\``,
    '`where` and `sort` know the parameters and the metadata of the world. `describe world` lists them.',
  ),
  'no-direction': planError<{ parameter: string; world: string }>(
    ({ parameter, world }) => `\`${parameter}\` has no latent direction in the world \`${world}\``,
    '`shift`, `sweep` and `keeping` require a direction, trained by `giq train directions`.',
  ),
  'no-sign': planError<{ name: string }>(
    ({ name }) => `\`${name}\` has no sign to flip`,
    '`flip` requires a parameter whose value is a sign: POLARITY.',
  ),
  'unsigned-step': planError<{ parameter: string; text: string }>(
    ({ parameter, text }) => `a step along ${parameter} requires a sign, found \`${text}\``,
    'A number with a sign that touches it is a change (`+3`, `-3`). A target is written with `to`.',
  ),
  'step-is-arithmetic': planError<{ text: string }>(
    ({ text }) => `\`${text}\` reads as a sum, not as a parameter and its step`,
    'The sign of a step touches its number and not the parameter: `shift TUF +3`.',
  ),
  'keeps-target': planError<{ parameter: string }>(
    ({ parameter }) => `\`${parameter}\` cannot be changed and kept at the same time`,
    'A kept direction is projected out of the change, so keeping the target leaves nothing to move along.',
  ),
  'unknown-unit': planError<{ word: string }>(
    ({ word }) => `\`${word}\` is not a unit`,
    'Units are Mx, G px, G, G/px, Mm, Mm², px, px², deg, %, sd and a few multiples of them.',
  ),
  'not-calibrated': planError<{ name: string }>(
    ({ name }) => `\`${name}\` cannot be searched for in physical units`,
    'Targets, changes in physical units and what is kept beside them require a parameter that giq can differentiate. Others can be shifted in latent steps.',
  ),
  'within-without-target': planError<Record<string, never>>(
    () => '`within` requires a target or a change in physical units',
    'A latent step such as `shift TUF +3` is taken exactly; only a target is searched for.',
  ),
  'mixed-moves': planError<object>(
    () => 'latent steps and targets cannot be mixed in one `shift`',
    'A step such as `TUF +3` moves along a direction; a target such as `PSEP to 60 Mm` is searched for. Two shifts, one after the other, do both.',
  ),
  'wrong-unit': planError<{ left: string; right: string }>(
    ({ left, right }) => `${left} cannot be compared with or added to ${right}`,
    'Both sides of a comparison, a sum or a difference require the same kind of quantity.',
  ),
  'unit-not-wanted': planError<{ argument: string; unit: string }>(
    ({ argument, unit }) => `${argument} is a pure number, found the unit \`${unit}\``,
    'The argument has no unit.',
  ),
  'number-without-unit': planWarning<{ field: string; unit: string }>(
    ({ field, unit }) => `a number without a unit is compared with ${field}; it is read in ${unit}`,
    'The quantity has more than one unit. Writing one makes the script say what it means.',
  ),
  'not-a-condition': planError<{ verb: string; text: string }>(
    ({ verb, text }) => `\`${verb}\` requires a condition, found ${text}`,
    'A condition compares something: `TUF > 1e22 Mx`, `date in 2011-02-12..2011-02-16`, `PSEP is missing`.',
  ),
  'not-a-value': planError<{ text: string }>(
    ({ text }) => `${text} is not a value here`,
    'Arithmetic and comparisons work on numbers, texts and dates; conditions are joined by `and`, `or`, `not`.',
  ),
  'different-types': planError<{ left: string; right: string }>(
    ({ left, right }) => `${left} cannot be compared with ${right}`,
    'Numbers compare with numbers, dates with dates, texts with texts.',
  ),
  'unknown-value': planError<{ field: string; value: string; values: string }>(
    ({ field, value, values }) => `${field} is never "${value}"; its values are ${values}`,
    'The field has a small closed set of values, so the comparison would never hold.',
  ),
  'unknown-function': planError<{ name: string }>(
    ({ name }) => `\`${name}\` is not a function`,
    'Functions are abs, sqrt, log10, min and max.',
  ),
  'empty-range': planWarning<Record<string, never>>(
    () => 'the range ends before it begins, so nothing can be inside',
    'A range is written from the smaller to the larger end.',
  ),
  'seed-missing': planError<{ verb: string }>(
    ({ verb }) => `\`${verb}\` in a script requires a seed`,
    'One script gives one answer, so random numbers come from a seed that the script states. The REPL draws one and shows it.',
  ),
  'unknown-world': planError<{ name: string }>(
    ({ name }) => `there is no world \`${name}\``,
    'Worlds are looked for in the package, in $GIQ_WORLDS and in ./worlds. `giq world list` lists them.',
  ),
  'unknown-use': planError<{ what: string }>(
    ({ what }) => `\`use\` requires \`world\`, found \`${what}\``,
    'The statement is `use world "name"`.',
  ),
  'unknown-format': planError<{ extension: string; known: string }>(
    ({ extension, known }) => `${extension} is not a format that giq can write; it writes ${known}`,
    'The ending of the file name chooses the format.',
  ),
  'unknown-plot': planError<{ word: string }>(
    ({ word }) => `\`${word}\` is no kind of figure`,
    'The word after `plot` says what is drawn; the reference of `plot` lists the kinds.',
  ),
  'plot-of-another-kind': planError<{ plot: string; expected: string; found: string }>(
    ({ plot, expected, found }) => `\`plot ${plot}\` requires ${expected}, found ${found}`,
    'Every kind of figure shows one kind of value: `pairs` requires what `retrieve` gives, `latent` requires latents.',
  ),
  'plot-parameters': planError<{ plot: string; expected: string; found: string }>(
    ({ plot, expected, found }) => `\`plot ${plot}\` takes ${expected}, found ${found}`,
    'The names after the kind of figure say what it shows, with commas between them: `plot scatter TUF, R`.',
  ),
  'format-for-another-kind': planError<{ extension: string; found: string; expected: string }>(
    ({ extension, found, expected }) => `a ${extension} file requires ${expected}, found ${found}`,
    'The ending chooses the format, and not every format can hold every kind of value: a table has no pictures. The hint lists those that can.',
  ),
  'unknown-topic': planError<{ name: string }>(
    ({ name }) => `there is nothing to describe by the name \`${name}\``,
    '`describe` knows verbs, parameters, metadata, bindings and `world`.',
  ),
  'shadowed-binding': planWarning<{ name: string }>(
    ({ name }) => `\`${name}\` was bound before; the new value takes its place`,
    'A script is easier to read when a name keeps its meaning.',
  ),

  'defines-built-in': planError<{ name: string }>(
    ({ name }) => `\`${name}\` is built in; a definition requires another name`,
    'A script would be misread if a parameter or a piece of metadata meant something else in it.',
  ),
  'metadata-in-definition': planError<{ field: string }>(
    ({ field }) => `a definition requires parameters, found the metadata \`${field}\``,
    'A defined quantity is measured on every patch, and generated patches have no metadata.',
  ),
  'definition-too-large': planError<{ name: string; limit: number }>(
    ({ name, limit }) => `written out, \`${name}\` requires at most ${limit} names, numbers and operators`,
    'A definition is written out wherever it is used. Definitions that use one another several times double each time.',
  ),
  redefined: planWarning<{ name: string }>(
    ({ name }) => `\`${name}\` was defined before; the new definition takes its place`,
    'Definitions and bindings made before keep the old meaning. A direction that was learnt for it is forgotten.',
  ),

  'search-without-graph': planError(
    () => '`search hnsw` requires `by ssl` and `metric euclidean`',
    'The HNSW graph of a world is built of embeddings and their Euclidean distances. Other searches are exact.',
  ),

  // ---- files (owner: src/archive)
  'file-not-found': runtimeError<{ file: string }>(
    ({ file }) => `there is no file \`${file}\``,
    'Paths are relative to the folder in which giq runs. A file of the same folder with a similar name is suggested.',
  ),
  'file-is-folder': runtimeError<{ file: string }>(
    ({ file }) => `\`${file}\` is a folder, expected a file`,
    '`load` takes the names of files, as many as wanted: `load "a.fits" "b.fits"`.',
  ),
  'file-not-readable': runtimeError<{ file: string; reason: string }>(
    ({ file, reason }) => `\`${file}\` cannot be read: ${reason}`,
    'The operating system refused to read the file: often a missing permission or a broken disk or mount.',
  ),
  'file-not-writable': runtimeError<{ file: string; reason: string }>(
    ({ file, reason }) => `\`${file}\` cannot be written: ${reason}`,
    'Files are written beside their target under a temporary name and then renamed, so the old file is still whole.',
  ),
  'file-empty': runtimeError<{ file: string }>(
    ({ file }) => `\`${file}\` is empty (0 bytes)`,
    'An interrupted download often leaves an empty file. Fetching it again helps.',
  ),
  'file-too-large': runtimeError<{ file: string; bytes: number; limit: number }>(
    ({ file, bytes, limit }) => `\`${file}\` has ${bytes} bytes; reading a file requires at most ${limit}`,
    'A file is read into memory as a whole. A large stack can be split into several files.',
  ),
  'file-format-unknown': runtimeError<{ file: string; found: string; supported: string }>(
    ({ file, found, supported }) => `\`${file}\` is ${found}, expected ${supported}`,
    'Formats are recognised by the first bytes of a file, whatever its name says. An error page saved by a download is a common cause.',
  ),
  'file-truncated': runtimeError<{ file: string; what: string; expected: number; found: number }>(
    ({ file, what, expected, found }) =>
      `\`${file}\` is cut short: ${what} requires ${expected} bytes, found ${found}`,
    'The file ends before the data that its header announces: often an interrupted download.',
  ),
  'file-damaged': runtimeError<{ file: string; problem: string }>(
    ({ file, problem }) => `\`${file}\` is damaged: ${problem}`,
    'The file contradicts itself, so its pixels cannot be trusted. Fetching or writing it again helps.',
  ),
  'file-feature-unsupported': runtimeError<{ file: string; found: string; expected: string }>(
    ({ file, found, expected }) => `\`${file}\` holds ${found}, expected ${expected}`,
    'The file is whole but uses a part of its format that giq does not read.',
  ),
  'image-too-large': runtimeError<{ file: string; size: string; limit: number }>(
    ({ file, size, limit }) =>
      `\`${file}\` announces an image of ${size} pixels; one image requires at most ${limit}`,
    'The limit is 8192 × 8192 pixels, four times the area of a full-disk HMI image. Larger numbers come from damaged headers.',
  ),
  'no-image': runtimeError<{ file: string; found: string }>(
    ({ file, found }) => `\`${file}\` has no two-dimensional image: it holds ${found}`,
    'A magnetogram is an array of rows and columns. NPY and NPZ files can also hold a stack of them: images × rows × columns.',
  ),
  'image-all-missing': runtimeError<{ file: string }>(
    ({ file }) => `no pixel of \`${file}\` has a value: all are NaN or blank`,
    'JSOC writes such images for times at which there is no observation.',
  ),
  'not-a-magnetogram': runtimeError<{ file: string; reason: string }>(
    ({ file, reason }) => `\`${file}\` is not a magnetogram: ${reason}`,
    'giq requires the signed radial (or line-of-sight) magnetic field: the `Br` or `magnetogram` segment of a SHARP. Continuum images, bitmaps, angles and field strengths look otherwise.',
  ),
  'looks-full-disk': runtimeWarning<{ file: string; width: number; height: number }>(
    ({ file, width, height }) =>
      `\`${file}\` (${width} × ${height}) looks like a full disk rather than one active region`,
    'The worlds of giq are made of active-region patches. A patch cut out of the disk and remapped (SHARP CEA) compares better.',
  ),
  'looks-synoptic': runtimeWarning<{ file: string; width: number; height: number }>(
    ({ file, width, height }) =>
      `\`${file}\` (${width} × ${height}) looks like a synoptic map of the whole Sun rather than one active region`,
    'The worlds of giq are made of active-region patches. A patch cut out of the map compares better.',
  ),
  'looks-not-gauss': runtimeWarning<{ file: string; largest: string }>(
    ({ file, largest }) =>
      `the strongest field of \`${file}\` is ${largest} G; its values might be in kilogauss or normalised`,
    'NPY arrays and FITS files without BUNIT are read as gauss. Real magnetograms have more noise than this.',
  ),
  'coloured-pixels': runtimeWarning<{ file: string; count: number; percent: string }>(
    ({ file, count, percent }) =>
      `${count} coloured pixels (${percent} %) of \`${file}\` are read as missing`,
    'Colours in a grey picture are drawings over the magnetogram: contours, labels, frames. What is under them is not known.',
  ),
  'checksum-mismatch': runtimeWarning<{ file: string; expected: number; found: number }>(
    ({ file, expected, found }) =>
      `the pixels of \`${file}\` might be damaged: DATASUM says ${expected}, their sum is ${found}`,
    'FITS files can carry a checksum of their data. A difference means that a byte changed, or that a tool edited the data without updating it.',
  ),

  // JSOC and other sites of its kind (src/archive/jsoc)
  'jsoc-unreachable': runtimeError<{ site: string; reason: string }>(
    ({ site, reason }) => `${site} cannot be reached: ${reason}`,
    'The network, a proxy or the site is down. What has come is kept: the same command goes on later.',
  ),
  'jsoc-answer': runtimeError<{ program: string; site: string; problem: string }>(
    ({ program, site, problem }) => `the answer of \`${program}\` of ${site} cannot be used: ${problem}`,
    'The site might be under maintenance, or `--base-url` might lead to something else than the web API of a NetDRMS site.',
  ),
  'jsoc-refused': runtimeError<{ recordSet: string; problem: string }>(
    ({ recordSet, problem }) => `the site does not understand \`${recordSet}\`: ${problem}`,
    "The record set is made from the command line; what is not giq's own in it is the condition of `--where`, written in the SQL of JSOC.",
  ),
  'jsoc-series-unknown': runtimeError<{ series: string; site: string }>(
    ({ series, site }) => `${site} has no series \`${series}\``,
    'SHARPs in cylindrical equal-area projection are in `hmi.sharp_cea_720s`. Mirrors have some of the series only.',
  ),
  'jsoc-segment-unknown': runtimeError<{ segment: string; series: string }>(
    ({ segment, series }) => `the records of ${series} have no segment \`${segment}\``,
    'A segment is one file of a record: `Br` of a SHARP is its radial field, `magnetogram` the field along the line of sight.',
  ),
  'jsoc-no-records': runtimeError<{ recordSet: string }>(
    ({ recordSet }) => `there is no record in \`${recordSet}\``,
    'The region might have been on the far side of the Sun, or the times might be outside those of the series.',
  ),
  'jsoc-email-refused': runtimeError<{ address: string; problem: string }>(
    ({ address, problem }) => `exports are not made for \`${address}\`: ${problem}`,
    'Files that are off line are exported for e-mail addresses that JSOC knows. Its page "Register email address" takes new ones.',
  ),
  'jsoc-no-export': runtimeError<{ site: string }>(
    ({ site }) => `${site} exports no files: it has no \`jsoc_fetch\``,
    'Mirrors often answer questions and serve what is on line only. The public server of JSOC exports the rest.',
  ),
  'jsoc-files-missing': runtimeError<{ missing: number; of: number; report: string }>(
    ({ missing, of, report }) => `${missing} of ${of} files did not come; \`${report}\` says why`,
    'What has come is whole and listed in `records.jsonl`. The same command tries the others again.',
  ),
  'picture-without-scale': runtimeError<{ file: string }>(
    ({ file }) => `\`${file}\` requires a scale: the field in G that white stands for`,
    'A JPEG or a PNG of 16 bits does not say what its greys mean, and nothing in it would show a wrong guess. `load "…" scale=1000 G` and `giq archive create … --scale 1000` say it; where one code is one gauss, `giq archive create … --offset 32768` says which code is 0 G.',
  ),
  'dataset-ambiguous': runtimeError<{ file: string; datasets: readonly string[] }>(
    ({ file, datasets }) =>
      `\`${file}\` requires the path of its images: ${
        datasets.length > 3 ? `it has ${datasets.length} data sets` : `it has ${datasets.join(' and ')}`
      }`,
    'An HDF5 file with one data set of three dimensions, or else one of two, is read without being asked. Of several, `giq archive create … --hdf5-path NAME` names one.',
  ),
  'dataset-missing': runtimeError<{ file: string; name: string }>(
    ({ file, name }) => `\`${file}\` has no images at \`${name}\``,
    'The path of a data set is written with slashes, such as `patches/Br`. It requires numbers in two to four dimensions.',
  ),

  // ---- archives (owner: src/archive/create, src/archive/store)
  'archive-exists': usageError<{ folder: string }>(
    ({ folder }) => `there is an archive in ${folder} already`,
    'An archive is never overwritten by accident. Another name, or removing the folder, makes a new one.',
  ),
  'archive-begun': usageError<{ folder: string }>(
    ({ folder }) => `making this archive has begun in ${folder}; \`--resume\` goes on with it`,
    'A run that was interrupted keeps what it has done. Removing that folder starts anew.',
  ),
  'archive-changed': usageError<{ folder: string; what: string }>(
    ({ folder, what }) => `the archive in ${folder} was begun with ${what}`,
    'An interrupted run goes on exactly, so its files and options must be those of its start.',
  ),
  'archive-without-files': usageError<{ what: string }>(
    ({ what }) => `nothing to read: ${what}`,
    '`giq archive create NAME FROM…` takes files, folders and patterns with `*`. Of a folder, all files whose names end as a format that giq reads are taken, those of its folders too.',
  ),
  'archive-empty': runtimeError<{ files: number; report: string }>(
    ({ files, report }) => `none of ${files} files gave a patch; ${report} says why`,
    'Every file was refused. The report lists each with its reason.',
  ),
  'archive-damaged': runtimeError<{ file: string; expected: string; found: string }>(
    ({ file, expected, found }) => `${file} is not as its archive says: expected ${expected}, found ${found}`,
    'The archive was copied incompletely, or a file of it was changed. `giq archive verify` compares all of them.',
  ),
  'sidecar-rows': usageError<{ file: string; rows: number; images: number }>(
    ({ file, rows, images }) => `${file} has ${rows} rows for ${images} images`,
    'Rows of a CSV file beside a stack are matched with its images by their order, so there must be as many.',
  ),
  'quality-bad': runtimeError<{ file: string; quality: string }>(
    ({ file, quality }) => `the quality flag of \`${file}\` is ${quality}`,
    'From bit 16 on (65536) the QUALITY of HMI and MDI says that an observation should not be used: JSOC queries exclude it by `QUALITY<65536`. `--any-quality` takes it all the same.',
  ),
  'too-much-missing': runtimeError<{ file: string; percent: string; limit: string }>(
    ({ file, percent, limit }) =>
      `${percent} % of the pixels of \`${file}\` are missing, more than ${limit} %`,
    'Pixels beyond the limb and those without a value are NaN and become 0. Where many are, the patch is mostly not the Sun. `--missing` sets the limit.',
  ),
  'needs-cutting': runtimeError<{ file: string; size: string }>(
    ({ file, size }) => `\`${file}\` (${size}) shows more than one active region, and not where they are`,
    'Regions are found in a full disk or a synoptic map and cut out where its header says how the pixels lie on the Sun.',
  ),
  'no-regions': runtimeError<{ file: string }>(
    ({ file }) => `no active region was found in \`${file}\``,
    'A region of a map requires 2e21 Mx and 15 square degrees above 30 G, after smoothing by 1 degree.',
  ),
  'duplicate-patch': runtimeError<{ file: string; id: string }>(
    ({ file, id }) => `\`${file}\` gives the same patch as ${id}`,
    'Pixels are compared after they were brought to 128 × 128. The first stays in the archive.',
  ),

  // ---- models and worlds (owner: src/models)
  'file-not-readable-as': runtimeError<{ file: string; format: string; problem: string }>(
    ({ file, format, problem }) => `${file} is not ${format}: ${problem}`,
    'The file could not be parsed at all. It may be cut off, or be of another format than its name says.',
  ),
  'file-structure': runtimeError<{ file: string; key: string; found: string; expected: string }>(
    ({ file, key, found, expected }) => `${file}: ${key} requires ${expected}, found ${found}`,
    'A value in a world file is of another type than giq expects there, or is missing.',
  ),
  'file-unknown-key': runtimeError<{ file: string; key: string }>(
    ({ file, key }) => `${file}: there is no key \`${key}\``,
    'World files are checked for misspelt keys, so that a setting never has no effect unnoticed.',
  ),
  'file-version': runtimeError<{ file: string; found: number; known: number }>(
    ({ file, found, known }) => `${file} has format version ${found}; this giq reads version ${known}`,
    'The world was made by a newer giq. Updating giq helps.',
  ),
  'tensors-damaged': runtimeError<{ file: string; found: string; expected: string }>(
    ({ file, found, expected }) =>
      `${file} is not a whole safetensors file: expected ${expected}, found ${found}`,
    'The weights are cut off or damaged. Downloading or making the file again helps.',
  ),
  'network-unfit': runtimeError<{ file: string; layer: string; found: string; expected: string }>(
    ({ file, layer, found, expected }) => `${file}, ${layer}: expected ${expected}, found ${found}`,
    'The layers of a network do not fit one another or its weights.',
  ),
  'engine-unknown': usageError<{ name: string }>(
    ({ name }) => `there is no engine \`${name}\``,
    'Engines run the networks. `giq doctor` lists them.',
  ),
  'engine-unavailable': runtimeError<{ name: string; reason: string }>(
    ({ name, reason }) => `the engine \`${name}\` cannot be used here: ${reason}`,
    'The engine is not installed or its native library does not load. `giq doctor` lists those that work; without `--engine` giq takes the fastest of them.',
  ),
  'world-lacks': runtimeError<{ world: string; what: string; command: string }>(
    ({ world, what, command }) => `the world \`${world}\` has no ${what}; \`${command}\` makes it`,
    'Parts of a world are made by separate commands. What has not been made yet is asked for only when it is needed.',
  ),
  'world-file-missing': runtimeError<{ world: string; file: string }>(
    ({ world, file }) => `the world \`${world}\` lists ${file}, but there is no such file in its folder`,
    'The folder of the world was copied or downloaded incompletely.',
  ),
  corrupted: runtimeError<{ file: string; expected: string; found: string }>(
    ({ file, expected, found }) =>
      `${file} has changed since its world was made: expected ${expected}, found ${found}`,
    'Every file of a world is listed with its size and SHA-256. A difference means damage, or an edit that the manifest does not know of.',
  ),

  // an index in a database (src/models/index/pgvector); `where` never has a password in it
  'environment-missing': runtimeError<{ name: string; file: string; key: string }>(
    ({ name, file, key }) =>
      `${key} of ${file} takes \`$${name}\` from the environment, which has no variable of that name`,
    'A manifest is no place for passwords, so it names environment variables in their stead. They are set before giq is started.',
  ),
  'database-password-written': runtimeError<{ file: string; key: string }>(
    ({ file, key }) => `${key} of ${file} contains a password`,
    'Manifests are copied, published and kept in histories. `${GIQ_PG_PASSWORD}` in the place of the password, or `${GIQ_PG_URL}` in that of the whole url, takes it from the environment.',
  ),
  'database-unreachable': runtimeError<{ where: string; problem: string }>(
    ({ where, problem }) => `no connection to the database ${where}: ${problem}`,
    'Nobody answers at this host and port, or not in time. Whether the server runs, and lets this machine in, can be tried with `psql`.',
  ),
  'database-login-refused': runtimeError<{ where: string; problem: string }>(
    ({ where, problem }) => `the database ${where} refuses the login: ${problem}`,
    'Name, password or database are other ones there, or the server does not let this user in from this machine.',
  ),
  'database-without-vectors': runtimeError<{ where: string; problem: string }>(
    ({ where, problem }) => `the database ${where} requires the extension pgvector: ${problem}`,
    'pgvector is installed on the server, and then made known to each database once: `CREATE EXTENSION vector`, by a user who may.',
  ),
  'database-mismatch': runtimeError<{ table: string; found: string; expected: string }>(
    ({ table, found, expected }) => `the table ${table} has ${found}, expected ${expected}`,
    'A table belongs to one archive and one encoder. Another name in the manifest makes another table; the old one is never overwritten.',
  ),
  'database-incomplete': runtimeError<{ table: string; found: number; expected: number }>(
    ({ table, found, expected }) =>
      `the table ${table} has ${found} of ${expected} observations; \`giq archive index\` adds the others`,
    'A search in part of an archive would give wrong answers without a word. Every run of `giq archive index` goes on where the one before was interrupted.',
  ),
  'database-timeout': runtimeError<{ where: string; seconds: number }>(
    ({ where, seconds }) => `the database ${where} has not answered within ${seconds} s`,
    'The time that a query may take is `timeout` in the manifest. A table without its index, or a condition on a column without one, takes longest.',
  ),
  'database-lost': runtimeError<{ where: string; problem: string }>(
    ({ where, problem }) => `the connection to the database ${where} was lost, twice: ${problem}`,
    'A query whose connection breaks is asked once more over a new one. What `giq archive index` has written stays, and it goes on there.',
  ),
  'database-failed': runtimeError<{ where: string; problem: string }>(
    ({ where, problem }) => `the database ${where} says: ${problem}`,
    'The database understood the query and could not carry it out. What it says is quoted.',
  ),
  'embeddings-elsewhere': runtimeError<{ world: string; what: string }>(
    ({ world, what }) => `${what} requires the embeddings as a file; those of \`${world}\` are in a database`,
    'Search by embeddings works in the database. What looks at all embeddings at once takes a world with `index: { embeddings: FILE }`.',
  ),
  'wrong-shard': usageError<{ given: string }>(
    ({ given }) => `\`${given}\` is no shard; expected i/n such as 2/8, with i from 1 to n`,
    'Each of n machines loads one of n equal parts of an archive into the same table: `--shard 1/8` to `--shard 8/8`.',
  ),
  'shard-without-database': usageError<{ world: string }>(
    ({ world }) => `\`--shard\` requires an index in a database; that of \`${world}\` is in files`,
    'Several machines can write into one table, and not into one file: `index: { kind: pgvector, url: … }` in the manifest.',
  ),

  'link-outside': runtimeError<{ file: string; folder: string }>(
    ({ file, folder }) => `the link \`${file}\` leads out of ${folder}`,
    'A world or an archive is a folder with all that belongs to it. Through a link out of it, one that comes from a stranger could have any file read or written over. A copy of the file in place of the link helps.',
  ),
  'weights-not-finite': runtimeError<{ file: string; tensor: string; count: number }>(
    ({ file, tensor, count }) => `${count} numbers of \`${tensor}\` in ${file} are NaN or infinite`,
    'A network with such weights gives nothing but missing values. Trainings that diverge end so; an earlier checkpoint helps.',
  ),
  'world-embedded': usageError<{ world: string }>(
    ({ world }) => `the world \`${world}\` belongs to the package, and changes to it would be lost`,
    'Worlds of the package are the same for everybody and are replaced with it. `--out FOLDER` makes a copy that can be changed; whoever rebuilds the package itself names the world by the path of its folder.',
  ),
  'definition-not-kept': runtimeError<{ name: string }>(
    ({ name }) => `the definition of \`${name}\` uses a name that has another meaning by now`,
    'A world keeps definitions as they were written. Where a name that one uses was defined anew afterwards, the text would mean something else; other names for both help.',
  ),
  'world-out-taken': usageError<{ folder: string; problem: string }>(
    ({ folder, problem }) => `no world can be written to ${folder}: ${problem}`,
    'A copy of a world goes into a folder that is not there yet, or into an earlier copy with the same generator and encoder.',
  ),
  // import and export of networks (src/models/import, src/models/export)
  'checkpoint-unknown-format': runtimeError<{ file: string }>(
    ({ file }) => `\`${file}\` is neither a PyTorch checkpoint, nor safetensors, nor ONNX`,
    'A checkpoint is known by its first bytes and not by its name. Archives such as `.tar.gz` are unpacked first.',
  ),
  'checkpoint-damaged': runtimeError<{ file: string; problem: string }>(
    ({ file, problem }) => `\`${file}\` is not a whole checkpoint: ${problem}`,
    'The file is cut off or changed. Fetching or writing it again helps.',
  ),
  'checkpoint-refused': runtimeError<{ file: string; what: string }>(
    ({ file, what }) => `\`${file}\` is refused: it holds ${what}`,
    'A PyTorch checkpoint is a pickle, a program that builds objects. giq reads it without executing it, and knows only what weights and the usual records of a training are made of. Saving the state dictionary alone, or safetensors, helps.',
  ),
  'checkpoint-empty': runtimeError<{ file: string }>(
    ({ file }) => `\`${file}\` holds no named tensors`,
    'Weights are looked for in dictionaries of tensors, such as the `state_dict` of a module.',
  ),
  'import-unfit': runtimeError<{
    file: string;
    network: string;
    where: string;
    expected: string;
    found: string;
  }>(
    ({ file, network, where, expected, found }) =>
      `the weights of \`${file}\` are not those of ${network}: ${where} expected ${expected}, found ${found}`,
    'Modules of a checkpoint are compared with layers in order, by kind and shape. The message tells of the place where most of them fitted. `--layers` describes any other network.',
  ),
  'import-ambiguous': runtimeError<{ file: string; network: string; places: string }>(
    ({ file, network, places }) => `\`${file}\` holds several networks like ${network}: ${places}`,
    'A checkpoint may hold a network and its running average, or its twin. A prefix says which one is meant, such as `--prefix generator=netG.`.',
  ),
  'import-unverified': runtimeError<{ network: string; file: string; difference: string; tolerance: string }>(
    ({ network, file, difference, tolerance }) =>
      `the ${network} differs from \`${file}\` by up to ${difference}; ${tolerance} is tolerated. Nothing was imported`,
    'The imported network gives other values than the original. Activations, paddings and their order are not in a checkpoint: a layer list (`--layers`) may say them otherwise than the preset.',
  ),
  'import-verification-unfit': usageError<{ file: string; found: string; expected: string }>(
    ({ file, found, expected }) => `\`${file}\` has the shape ${found}, expected ${expected}`,
    'Inputs and outputs for `--verify` are arrays of as many items, each of the shape of an imported network.',
  ),
  'world-exists': usageError<{ name: string }>(
    ({ name }) => `there is a world \`${name}\` already`,
    'A world is never overwritten by accident. Another name, or removing the folder, makes a new one; `giq world create --resume` goes on with one whose making was interrupted.',
  ),
  'network-opaque': runtimeError<{ network: string }>(
    ({ network }) => `the ${network} is an ONNX model, whose layers are not known`,
    'An imported ONNX model can be run, but not be trained further or written in another format.',
  ),
  'network-engine': runtimeError<{ network: string; engine: string }>(
    ({ network, engine }) =>
      `the ${network} is an ONNX model, which requires the engine \`onnx\`; this one is \`${engine}\``,
    'Models whose layers are not known run on ONNX Runtime alone, the optional package onnxruntime-node.',
  ),
  'onnx-unfit': runtimeError<{ file: string; found: string; expected: string }>(
    ({ file, found, expected }) => `the ONNX model \`${file}\` has ${found}, expected ${expected}`,
    'A generator takes rows of latents and gives patches of 1 × 128 × 128, an encoder takes such patches and gives rows, both in float32.',
  ),
  'export-unknown-format': usageError<{ file: string }>(
    ({ file }) => `\`${file}\` ends neither in .safetensors nor in .onnx`,
    'The name of the file says the format that a network is written in.',
  ),

  // training and index (src/models/training, src/models/index)
  'one-class': runtimeError<{ rows: number }>(
    ({ rows }) => `a separating hyperplane requires rows of both classes; all ${rows} are of one`,
    'A direction separates patches above the median of a parameter from those below. It has none when the parameter is (almost) always the same or missing.',
  ),
  'solver-row-limit': runtimeError<{ solver: string; rows: number; most: number }>(
    ({ solver, rows, most }) => `the solver \`${solver}\` requires at most ${most} rows, found ${rows}`,
    'ml-svm keeps a matrix of all pairs of rows. The solver `primal` has no such limit and is exact.',
  ),
  'solver-not-converged': runtimeError<{ solver: string; iterations: number }>(
    ({ solver, iterations }) => `the solver \`${solver}\` has not converged after ${iterations} iterations`,
    'The labels might hardly depend on the rows, or C might be very large. The solver `primal` converges on all data seen so far.',
  ),
  'hnsw-unavailable': runtimeError<{ reason: string }>(
    ({ reason }) => `an HNSW index requires the optional package hnswlib-node, which did not load: ${reason}`,
    'hnswlib-node is compiled when it is installed. Where it could not be, exact search gives the same or better answers, slower on large archives.',
  ),
  'covariance-singular': runtimeError<{ by: string; dimension: number; observations: number }>(
    ({ by, dimension, observations }) =>
      `the Mahalanobis distance by ${by} requires independent dimensions; ${observations} observations do not tell all ${dimension} apart`,
    'The metric comes from the covariance of the archive, which has no inverse where observations are fewer than dimensions or one dimension follows from others. The Euclidean distance has no such needs.',
  ),
  'index-mismatch': runtimeError<{ file: string; found: string; expected: string }>(
    ({ file, found, expected }) => `the index \`${file}\` has ${found}, expected ${expected}`,
    'An index belongs to one set of embeddings. After these have changed it has to be built again.',
  ),

  'training-exists': usageError<{ folder: string }>(
    ({ folder }) => `${folder} holds a training that has begun; \`--resume\` goes on with it`,
    'A training is never overwritten by accident. Another folder, or removing this one, starts anew.',
  ),
  'training-absent': usageError<{ folder: string }>(
    ({ folder }) => `${folder} holds no training to go on with`,
    'A training can be resumed after its first checkpoint. Without `--resume` it starts anew.',
  ),
  'training-start-unfit': usageError<{ network: string }>(
    ({ network }) => `the earlier training has no ${network} of the same layers to start from`,
    'A training can start with what an earlier one has learnt, where the networks of both recipes are the same.',
  ),
  'training-changed': usageError<{ folder: string; what: string }>(
    ({ folder, what }) => `the training in ${folder} was begun with another ${what}`,
    'A training goes on exactly, so recipe, archive, engine and number of workers must be those of its start.',
  ),
  'workers-unfit': usageError<{ workers: number; batch: number }>(
    ({ workers, batch }) => `a batch of ${batch} cannot be shared by ${workers} workers`,
    'Every worker takes an equal share of each batch, so the number of workers must divide it. Up to 64 workers are possible.',
  ),
  'worker-lost': runtimeError<{ reason: string }>(
    ({ reason }) => `a worker has ended before its work was done: ${reason}`,
    'Workers share the memory of the machine; when it does not suffice for all, fewer of them help. The same command goes on from the last checkpoint.',
  ),
  'workers-in-database': usageError<{ world: string }>(
    ({ world }) =>
      `the index of the world \`${world}\` is in a database, which \`--shard\` fills and not \`--workers\``,
    'A database is filled by several processes, on one machine or many, each with its own shard.',
  ),

  // ---- latent algebra (owner: src/latent)
  'dependent-direction': runtimeError<{
    target: string;
    culprit: string;
    cosine: number;
    residual: number;
    others: number;
  }>(
    ({ target, culprit, cosine, residual, others }) =>
      others === 0
        ? `shifting ${target} keeping ${culprit} requires directions that differ: their cosine is ${cosine.toPrecision(8)} and only ${residual.toPrecision(2)} of the step is left`
        : `shifting ${target} requires a part of its direction that the ${others + 1} kept ones together leave free: only ${residual.toPrecision(2)} is left (${culprit} comes closest, cosine ${cosine.toPrecision(3)})`,
    'The latent direction of the parameter is a combination of those that it should leave unchanged, so no step changes one without the others. Keeping fewer parameters helps; `describe` shows the cosines.',
  ),
  'no-plane': runtimeError<{ parameter: string }>(
    ({ parameter }) =>
      `the two-dimensional projection requires a direction of ${parameter} with a second component`,
    "The plane of the paper's Fig. 4 divides by the second component of the normal, which is 0 here.",
  ),

  // ---- runtime and command line (owner: src/runtime, src/cli)
  'unknown-observation': runtimeError<{ id: string; world: string }>(
    ({ id, world }) => `the archive of \`${world}\` has no observation "${id}"`,
    'Observations are named by the ids that `retrieve`, `observe` and `measure` show.',
  ),
  'labels-line': runtimeError<{ file: string; line: number; problem: string }>(
    ({ file, line, problem }) => `${file}, line ${line}: ${problem}`,
    'Labels are a CSV: a first line of names with `id` among them, then an id and a label a line. A label is 0 or 1, true or false, yes or no; with `method=ridge` any number.',
  ),
  'labels-columns': runtimeError<{ file: string; found: string; expected: string }>(
    ({ file, found, expected }) => `${file} has the columns ${found}; expected ${expected}`,
    'The first line of a CSV of labels names its columns. Where there are more than `id` and one other, `column="…"` says which holds the labels.',
  ),
  'labels-unknown-ids': runtimeError<{
    file: string;
    count: number;
    of: number;
    first: readonly string[];
    where: string;
  }>(
    ({ file, count, of, first, where }) =>
      `${count} of ${of} ids of ${file} are not in ${where}: ${first.join(', ')}${count > first.length ? ', …' : ''}`,
    'Labels belong to observations of the archive by the ids that tables show, to regions that `generate` made (`seed-42-0`), or, with `latents="…json"`, to latents that `save` has written, by id or by row from 0.',
  ),
  'labels-disagree': runtimeError<{ file: string; id: string; first: number; second: number }>(
    ({ file, id, first, second }) => `${file} labels ${id} differently in lines ${first} and ${second}`,
    'An id that stands there twice has to have the same label.',
  ),
  'labels-one-class': runtimeError<{ file: string; value: number }>(
    ({ file, value }) => `all labels of ${file} are ${value}`,
    'What tells two classes apart can only be learnt from both.',
  ),
  'labels-too-few': runtimeError<{ file: string; found: string; needed: string }>(
    ({ file, found, needed }) => `learning from ${file} requires ${needed}; found ${found}`,
    'A direction from a handful of labels would follow chance. Frames of one region are nearly the same, so labels are judged by regions that were held out, and each class has to be in two at least.',
  ),
  'rows-without-items': runtimeError<{ verb: string }>(
    ({ verb }) => `\`${verb}\` requires rows that stand for patches; those of this table do not`,
    'Rows are chosen and ordered by what is measured on their patches. The table of `describe` has none.',
  ),
  'nothing-to-save': runtimeError<{ file: string }>(
    ({ file }) => `there is no picture to save to "${file}"`,
    'Nothing came through the pipeline: a condition before might hold for nothing. `.csv` and `.json` can be empty.',
  ),
  'too-many-films': runtimeError<{ films: number; most: number }>(
    ({ films, most }) => `an animation shows at most ${most} sweeps side by side, found ${films}`,
    'Every latent that is swept is a film of its own. `take` before the sweep leaves some out.',
  ),
  'nothing-to-plot': runtimeError<{ plot: string; lacks: string }>(
    ({ plot, lacks }) => `\`plot ${plot}\` has nothing to draw: no ${lacks}`,
    'Nothing came through the pipeline, or all the values that the figure shows are missing.',
  ),
  'plot-shows-part': runtimeWarning<{ plot: string; shown: number; of: number; what: string }>(
    ({ plot, shown, of, what }) => `\`plot ${plot}\` shows ${shown} of ${of} ${what}`,
    'More would not be readable on a page. `take` chooses which are shown.',
  ),
  'unequal-lengths': runtimeError<{ left: number; right: number }>(
    ({ left, right }) => `${left} latents cannot be blended one by one with ${right}`,
    'Both sides require the same number of latents, or one of them a single one.',
  ),
  'unequal-targets': runtimeError<{ targets: number; items: number }>(
    ({ targets, items }) => `${targets} target patches cannot be the targets of ${items} latents one by one`,
    'A shift to patches requires a single target, or as many as there are latents.',
  ),
  'target-missing': runtimeError<{ parameter: string; id: string }>(
    ({ parameter, id }) => `${parameter} of the target patch ${id} is missing`,
    'A patch without pixels of both polarities above the threshold has no separation, tilt or polarity to aim at.',
  ),
  'target-not-reached': runtimeWarning<{ missed: number; of: number; best: string }>(
    ({ missed, of, best }) =>
      of === 1
        ? `the targets were not all reached: ${best}`
        : `${missed} of ${of} did not reach every target`,
    'The search ends with the best that it has seen, after ten steps and new attempts of ten steps from beside that. A wider `within`, a nearer target or fewer kept parameters help.',
  ),
  'not-flipped': runtimeWarning<{ stuck: number; of: number }>(
    ({ stuck, of }) => `the measured polarity of ${stuck} of ${of} patches did not change`,
    'The walk along the polarity normal ends after 24 renders; patches without both polarities have none to flip.',
  ),
  'left-out': runtimeWarning<{ count: number; of: number }>(
    ({ count, of }) => `${count} of ${of} lack a value that the condition asks for and are left out`,
    'A missing value is neither large nor small. `… is missing` asks for it.',
  ),
  'left-out-queries': runtimeWarning<{ count: number; of: number; rank: number }>(
    ({ count, of, rank }) => `${count} of ${of} queries have no match of rank ${rank} and are left out`,
    'Matches that a condition has taken away leave their rank empty; `retrieve k=…` says how many ranks there are.',
  ),
  'too-many-items': runtimeError<{ verb: string; count: number; most: number }>(
    ({ verb, count, most }) => `\`${verb}\` requires at most ${most} items, and would make ${count}`,
    'Every item is held in memory. `take` before the verb, or fewer steps, keep the value small.',
  ),
  'too-many-pictures': runtimeError<{ count: number; most: number }>(
    ({ count, most }) => `at most ${most} pictures are held at a time; ${count} were asked for`,
    'A picture takes 64 kB of memory. `measure` and `retrieve` look at any number of them one after the other; files of pictures are written in parts: `take` or `where` choose them.',
  ),
  'result-too-large': runtimeError(
    () => 'the result is too large to be written',
    'Texts and arrays have a largest size in JavaScript, about half a gigabyte. Results are written in parts: `take` or `where` choose them.',
  ),
  'access-denied': runtimeError<{ file: string; what: 'reads' | 'writes' }>(
    ({ file, what }) => `this script may not have \`${file}\`: the sandbox allows no ${what} there`,
    'With `--sandbox` a script reads nothing but the world and writes nothing; `--allow-read FOLDER` and `--allow-write FOLDER` open folders. Links are followed before the path is compared.',
  ),
  'sandbox-limit': runtimeError<{ what: string }>(
    ({ what }) => `the script was stopped: ${what}`,
    'With `--sandbox` a script has a limit of time and one of memory; `--time-limit SECONDS` and `--memory-limit MEGABYTES` set others. Files that it had written before are whole.',
  ),
  'script-unreadable': usageError<{ file: string; problem: string }>(
    ({ file, problem }) => `the script ${file} cannot be read: ${problem}`,
    'The name of a script file is relative to the current folder; `-` is standard input.',
  ),
  'provenance-missing': usageError<{ file: string }>(
    ({ file }) => `${file} does not say which script made it`,
    'giq writes the script that made a file into it, or for `.csv` and `.npy` into a `.provenance.json` beside it. Other programs may drop it when they write the file again: those that shrink pictures often do.',
  ),
  'provenance-needs-yes': usageError<{ file: string; names: string }>(
    ({ file, names }) => `the script of ${file} writes ${names}, which requires \`--yes\``,
    'A file may come from somebody else. Its script is shown, and writes files only when `--yes` says so: under the names that it has, relative to the current folder, and over what is there.',
  ),
  'provenance-writes-outside': usageError<{ file: string; path: string }>(
    ({ file, path }) => `the script of ${file} writes "${path}", which is not below the current folder`,
    'A script that a file carries writes nothing outside of the current folder, and nothing into hidden folders. Copied into a script file of its own, it may.',
  ),
  'provenance-version': runtimeWarning<{ file: string; then: string; now: string }>(
    ({ file, then, now }) => `${file} was made by giq ${then}, and this is giq ${now}`,
    'Another version may give other digits or pictures. Installing that version gives the same bytes.',
  ),
  'provenance-world-changed': runtimeWarning<{ file: string; world: string; then: string; now: string }>(
    ({ file, world, then, now }) =>
      `${file} was made with the world ${world} ${then}, and the one here is ${now}`,
    'The hash names every file of a world. With another generator or archive the same script gives something else; `--world` chooses a folder with the one that it was made with.',
  ),
  'provenance-engine': runtimeWarning<{ file: string; engine: string }>(
    ({ file, engine }) => `${file} was made on the engine ${engine}, which does not work here`,
    'Engines differ in the seventh digit, so files can differ in some bytes. `giq doctor` says which engines work and why others do not.',
  ),
  internal: runtimeError<{ problem: string }>(
    ({ problem }) => `giq has a bug: ${problem}`,
    'This should never be seen. A report with the script that causes it is welcome.',
  ),
  usage: usageError<{ problem: string }>(
    ({ problem }) => problem,
    'The command line is not understood. `giq --help` and `giq COMMAND --help` show how it is used.',
  ),
  cancelled: runtimeError(
    () => 'cancelled',
    'The run was interrupted (Ctrl-C or an aborted signal). Bindings made before are kept.',
  ),
} as const;

export type Catalogue = typeof catalogue;
export type Code = keyof Catalogue;
export type ParametersOf<C extends Code> = Parameters<Catalogue[C]['message']>[0];
