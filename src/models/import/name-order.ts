/**
 * The order of modules by their names, for files that sort their tensors (safetensors): numbers by value, and parts that
 * PyTorch's users name alike in the order in which they are used.
 */
export function compareModuleNames(left: string, right: string): number {
  const [ours, theirs] = [left.split('.'), right.split('.')];
  for (let index = 0; index < Math.min(ours.length, theirs.length); index++) {
    const order = compareParts(ours[index], theirs[index]);
    if (order !== 0) return order;
  }
  return ours.length - theirs.length;
}

/** What comes late in a network, and what comes last: torchvision's and the self-supervised frameworks' names. */
const STAGES: readonly RegExp[] = [
  /^(conv|bn|norm|stem)\d*$/,
  /^(layer|block|stage|features?|encoder|backbone|net|main|model)/,
  /^(downsample|shortcut|skip)$/,
  /^(fc|head|projector|projection|proj)/,
  /^(predictor|prediction)/,
];
const UNKNOWN_STAGE = 1;

function compareParts(left: string, right: string): number {
  const [ours, theirs] = [left, right].map(describe);
  return (
    ours.stage - theirs.stage ||
    ours.number - theirs.number ||
    ours.kind - theirs.kind ||
    (left < right ? -1 : Number(left > right))
  );
}

function describe(part: string) {
  const stage = STAGES.findIndex((pattern) => pattern.test(part));
  return {
    stage: stage < 0 ? UNKNOWN_STAGE : stage,
    number: Number(/\d+$/.exec(part)?.[0] ?? 0),
    // A convolution comes before its normalisation.
    kind: Number(/^(bn|norm)/.test(part)),
  };
}
