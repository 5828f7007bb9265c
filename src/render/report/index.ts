/** Reports of scripts as HTML files: plain data in, one page out. */
export { PROVENANCE_ID, reportHtml } from './compose.js';
export type {
  Report,
  ReportFigure,
  ReportPart,
  ReportPicture,
  ReportPictures,
  ReportPlan,
  ReportSection,
  ReportStep,
  ReportTable,
} from './report.js';
