import type { EvaluationReport } from '../report.js';
import { reportHtml } from './html.js';
import { reportJson } from './json.js';
import { reportText } from './text.js';

/** The forms of a report, by name. */
export const REPORT_WRITERS: Readonly<Record<ReportFormat, (report: EvaluationReport) => string>> = {
  text: reportText,
  json: reportJson,
  html: reportHtml,
};

export const REPORT_FORMATS = ['text', 'json', 'html'] as const;

export type ReportFormat = (typeof REPORT_FORMATS)[number];
