/** What giq uses of ml-svm 2.1, which brings no types. */
declare module 'ml-svm' {
  interface Options {
    C?: number;
    tol?: number;
    maxPasses?: number;
    maxIterations?: number;
    kernel?: 'linear';
    whitening?: boolean;
    random?: () => number;
  }

  export default class SVM {
    readonly W: number[];
    readonly b: number;
    readonly iterations: number;
    constructor(options: Options);
    /** @throws Error `max iterations reached` */
    train(features: readonly (readonly number[])[], labels: readonly number[]): void;
  }
}
