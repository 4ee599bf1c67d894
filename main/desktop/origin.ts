/** The origin of our own pages. */
export const appOrigin = 'app://fuelgauge';

/** The pages load only their own build and connect to nothing: everything else goes over IPC. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  // No text becomes code, not even by innerHTML.
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

export function isOwnPage(url: string): boolean {
  return url === appOrigin || url.startsWith(`${appOrigin}/`);
}
