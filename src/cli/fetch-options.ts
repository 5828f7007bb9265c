import { type Command, InvalidArgumentError, Option } from 'commander';

/** The public server of the Joint Science Operations Center. */
const JSOC = 'http://jsoc.stanford.edu/cgi-bin/ajax/';

/** A site is not to be flooded: JSOC is one server for all of solar physics. */
const MOST_JOBS = 8;

/** The options of `giq archive fetch`, as FetchFlags has them. */
export function withFetchOptions(command: Command): Command {
  return command
    .requiredOption('--series <name>', 'such as hmi.sharp_cea_720s')
    .option('--harp <numbers>', 'active regions: 377, 377,401 or 377-401; all by default')
    .option('--from <time>', 'first moment, in UTC unless it ends in _TAI: 2011-02-14, 2011-02-14T06:00')
    .option('--to <time>', 'last moment; now by default')
    .option('--cadence <duration>', 'one record each so often, from --from on: 12m, 6h, 1d')
    .option('--segments <names>', 'files of each record, separated by commas', 'Br')
    .option('--where <condition>', "condition on keywords in JSOC's SQL: NOAA_AR = 11158")
    .option('--quality <bits>', '`any`, or the bits of QUALITY that rule a record out: 0xffff0000')
    .requiredOption('--out <folder>', 'the files and records.jsonl go there')
    .option('--base-url <url>', 'folder of the web API of another NetDRMS site', JSOC)
    .addOption(new Option('--email <address>', 'registered with JSOC, for exports').env('GIQ_JSOC_EMAIL'))
    .option('--jobs <count>', `downloads at a time, at most ${MOST_JOBS}`, jobCount, 2)
    .option('--dry-run', 'only tell what would be fetched');
}

function jobCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= MOST_JOBS) return count;
  throw new InvalidArgumentError(`a whole number from 1 to ${MOST_JOBS} is required.`);
}
