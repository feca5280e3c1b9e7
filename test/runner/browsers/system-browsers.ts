/** The usual places of Chromium, Chrome and Edge. Chromium is first, because the tests are written for it. */
import { join } from 'node:path';

export function systemBrowsers(platform: NodeJS.Platform = process.platform, env = process.env): string[] {
  if (platform === 'darwin') return onMac(env);
  if (platform === 'win32') return onWindows(env);
  return onLinux(env);
}

function onLinux({ PATH = '' }: NodeJS.ProcessEnv): string[] {
  const names = [
    'chromium',
    'chromium-browser',
    'google-chrome-stable',
    'google-chrome',
    'microsoft-edge-stable',
    'microsoft-edge',
  ];
  const folders = PATH.split(':').filter((folder) => folder.startsWith('/'));
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

function onMac({ HOME = '' }: NodeJS.ProcessEnv): string[] {
  const names = ['Chromium', 'Google Chrome', 'Microsoft Edge'];
  const folders = ['/Applications', join(HOME, 'Applications')];
  return names.flatMap((name) => folders.map((folder) => join(folder, `${name}.app/Contents/MacOS/${name}`)));
}

function onWindows(env: NodeJS.ProcessEnv): string[] {
  const programs = ['Chromium\\Application', 'Google\\Chrome\\Application', 'Microsoft\\Edge\\Application'];
  const folders = [env.LOCALAPPDATA, env.ProgramFiles, env['ProgramFiles(x86)']].filter((folder) => folder);
  return programs.flatMap((program) =>
    folders.map((folder) => [folder, program, program.includes('Edge') ? 'msedge.exe' : 'chrome.exe'].join('\\')),
  );
}
