/** Dates as written: `2011-02-12`, `2011-02-12T14:30`, `2011-02-12T14:30:00Z`. */
const shape = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}))?Z?)?$/;
const loose = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;

/** What is wrong with a date, in words; nothing if it is right. */
export function dateProblem(written: string): string | undefined {
  const parts = shape
    .exec(written)
    ?.slice(1)
    .map((part) => Number(part ?? 0));
  if (!parts) return 'dates are written 2011-02-12 or 2011-02-12T14:30:00';
  const [year, month, day, hour, minute, second] = parts;
  if (month < 1 || month > 12) return `there is no month ${month}`;
  if (day < 1 || day > daysIn(year, month)) return `that month has ${daysIn(year, month)} days`;
  return hour > 23 || minute > 59 || second > 59 ? 'there is no such time of day' : undefined;
}

/** The date with two-digit month and day, if only these lack. */
export function paddedDate(written: string): string | undefined {
  const parts = loose.exec(written);
  const padded = parts && `${parts[1]}-${parts[2].padStart(2, '0')}-${parts[3].padStart(2, '0')}`;
  return padded && padded !== written && !dateProblem(padded) ? padded : undefined;
}

/** Gregorian; a century is a leap year only every fourth time. */
function daysIn(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
}
