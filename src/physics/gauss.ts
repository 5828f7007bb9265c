/** Pixels are in kilogauss, parameters in gauss. */
export const GAUSS_PER_KILOGAUSS = 1000;
