/** Finds Firefox and WebKit for the unit tests. Unlike Chromium they are installed only if `CI` is set. */
import { installWithApt, installWithPlaywright } from '../runner/browsers/install.ts';
import { type Candidate, starts } from './candidate.ts';
import { firefoxCandidates } from './firefox.ts';
import { webkitCandidates } from './webkit.ts';

export type EngineName = 'firefox' | 'webkit';

interface Engine {
  label: string;
  candidates(): Candidate[];
  debianPackages: string[];
}

const ENGINES: Readonly<Record<EngineName, Engine>> = {
  firefox: { label: 'Firefox', candidates: firefoxCandidates, debianPackages: ['firefox-esr'] },
  webkit: { label: 'WebKit', candidates: webkitCandidates, debianPackages: ['webkit2gtk-driver', 'xvfb'] },
};

export const labelOf = (name: EngineName): string => ENGINES[name].label;

/** Passes the choice on to child processes, so that only the first caller starts browsers to choose one. */
const chosenIn = (name: EngineName): string => `TEST_ENGINE_${name.toUpperCase()}`;

/** @param options.install installs an engine if there is none */
export async function findEngine(name: EngineName, { install }: { install: boolean }): Promise<Candidate | undefined> {
  const { candidates } = ENGINES[name];
  const chosen = process.env[chosenIn(name)];
  if (chosen) return candidates().find(({ id }) => id === chosen);
  const found = (await firstThatStarts(candidates())) ?? (install ? await installEngine(name) : undefined);
  if (found) process.env[chosenIn(name)] = found.id;
  return found;
}

async function installEngine(name: EngineName): Promise<Candidate | undefined> {
  const { candidates, debianPackages } = ENGINES[name];
  const byApt = installWithApt(...debianPackages) ? await firstThatStarts(candidates()) : undefined;
  if (byApt) return byApt;
  return installWithPlaywright(name, '--with-deps') ? firstThatStarts(candidates()) : undefined;
}

async function firstThatStarts(candidates: Candidate[]): Promise<Candidate | undefined> {
  for (const candidate of candidates) if (await starts(candidate)) return candidate;
  return undefined;
}
