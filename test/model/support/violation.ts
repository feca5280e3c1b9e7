/** The event of a browser when the page's Content-Security-Policy has stopped something. */
export const violation = (
  window: Window & typeof globalThis,
  effectiveDirective: string,
  blockedURI: string,
): SecurityPolicyViolationEvent => {
  const init = { disposition: 'enforce', blockedURI, effectiveDirective } as const;
  return new window.SecurityPolicyViolationEvent('securitypolicyviolation', init);
};
