import type { BrowserLauncher } from '@web/test-runner';

/** A browser whose files exist. It may still fail to start. */
export interface Candidate {
  /** Its identity: a path, or `playwright`. */
  id: string;
  createLauncher(): BrowserLauncher;
}

/** Starts it and opens an empty page, because an executable may lack libraries, a display, or access to its profile. */
export async function starts({ id, createLauncher }: Candidate): Promise<boolean> {
  const launcher = createLauncher();
  try {
    await launcher.startSession('probe', 'about:blank');
    return true;
  } catch (error) {
    console.log(`${launcher.name} (${id}) is here, but does not start: ${error}`);
    return false;
  } finally {
    await launcher.stop?.();
  }
}
