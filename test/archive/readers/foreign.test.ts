import { describe, expect, it } from 'vitest';
import { decodeImages } from '../../../src/archive/readers/index.js';
import { failure } from './support.js';

describe('other kinds of content', () => {
  it.each([
    ['\x89HDF\r\n\x1a\n\0', 'an HDF5 file'],
    ['MATLAB 5.0 MAT-file, Platform: GLNXA64', 'a MATLAB file'],
    ['<!DOCTYPE HTML PUBLIC>', 'an HTML page'],
    ['\n<html><head><title>404 Not Found', 'an HTML page'],
    ['\0\0\0\x0cjP  \r\n', 'a JPEG 2000 picture'],
    ['II*\0', 'a TIFF picture'],
    ['\x80\x04\x95', 'a Python pickle'],
    ['{"status": 4}', 'a JSON file'],
    ['T_REC\tHARPNUM\n1\t2', 'text that begins with `T_REC'],
    ['\x01\x02\x03\x04\x05', 'of an unknown format (it begins with the bytes 01 02 03 04)'],
  ])('%j is named, with what giq reads', (content, words) => {
    const diagnostic = failure(() => decodeImages(Buffer.from(content, 'latin1'), 'region.fits'));
    expect(diagnostic.code).toBe('file-format-unknown');
    expect(diagnostic.message).toContain(`\`region.fits\` is ${words}`);
    expect(diagnostic.message).toContain('expected FITS, NPY, NPZ, PNG, JPEG or HDF5');
  });

  it('come with a hint where one helps', () => {
    const html = failure(() => decodeImages(Buffer.from('<html>'), 'a.fits'));
    expect(html.hints).toEqual(['a download might have saved an error page']);
  });
});
