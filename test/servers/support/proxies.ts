/** Debian's nginx, Apache and HAProxy with the settings of docs/servers.md, in front of a shop on this machine. */
import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Debian's package name, the program, and its folder if that is not in PATH. */
export const PROXIES = { nginx: 'nginx', apache2: 'apache2', haproxy: 'haproxy' } as const;

export type ProxyName = keyof typeof PROXIES;

const PATH = `${process.env.PATH}:/usr/sbin:/usr/local/sbin`;

function run(command: string, args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    env: { ...process.env, PATH },
  });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${error ?? stdout + stderr}`);
  return stdout + stderr;
}

const isThere = (name: ProxyName): boolean =>
  spawnSync(name, ['-v'], { env: { ...process.env, PATH } }).error === undefined;

/** Installs the program if it may: as root, on Debian, with `CI` set. @returns why it is missing, or undefined */
export function whyNoProxy(name: ProxyName): string | undefined {
  if (isThere(name)) return undefined;
  if (!process.env.CI || process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).error) {
    return `no ${name} here. Get it with: apt-get install ${name}`;
  }
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  spawnSync('apt-get', ['update'], options);
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', name], options);
  return isThere(name) ? undefined : `${name} could not be installed by apt-get`;
}

/** A free port of this machine. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** The guide's settings for this program. */
async function readGuide(language: string): Promise<string> {
  const text = await readFile(new URL('../../../docs/servers.md', import.meta.url), 'utf8');
  const code = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'ms').exec(text)?.[1];
  if (code === undefined) throw new Error(`docs/servers.md has no settings for ${language}.`);
  return code;
}

interface Place {
  folder: string;
  port: number;
  /** The guide's settings, with the address of the shop. */
  guide: string;
}

const nginx = ({ folder, port, guide }: Place) => `
  pid ${folder}/pid;
  error_log ${folder}/error.log;
  events {}
  http {
    access_log off;
    client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi;
    uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
    server { listen 127.0.0.1:${port}; ${guide.replaceAll('$host', '$http_host')} }
  }`;

const apache2 = ({ folder, port, guide }: Place) => `
  ServerRoot ${folder}
  ServerName 127.0.0.1
  Listen 127.0.0.1:${port}
  PidFile ${folder}/pid
  ErrorLog ${folder}/error.log
  ${['mpm_event', 'authz_core', 'proxy', 'proxy_http']
    .map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`)
    .join('\n  ')}
  User nobody
  Group nogroup
  ${guide.replaceAll('\n', '\n  ')}`;

const haproxy = ({ port, guide }: Place) => `
defaults
  timeout connect 5s
  timeout client 30s
  timeout server 30s
${guide.replace('bind :80', `bind 127.0.0.1:${port}`)}`;

/** All three programs bind their port before the command returns. */
const STARTS: Record<ProxyName, { language: string; config(place: Place): string; start(folder: string): unknown }> = {
  nginx: {
    language: 'nginx',
    config: nginx,
    start: (folder) => run('nginx', ['-p', folder, '-c', `${folder}/config`]),
  },
  apache2: {
    language: 'apache',
    config: apache2,
    start: (folder) => run('apache2', ['-f', `${folder}/config`, '-k', 'start']),
  },
  haproxy: {
    language: 'haproxy',
    config: haproxy,
    start: (folder) => run('haproxy', ['-D', '-p', `${folder}/pid`, '-f', `${folder}/config`]),
  },
};

/** @param shop the address of the shop behind it, `http://127.0.0.1:…` */
export async function startProxy(name: ProxyName, port: number, shop: string): Promise<AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), `${name}-`));
  // The workers of Apache and nginx run as other users.
  await chmod(folder, 0o755);
  const { language, config, start } = STARTS[name];
  const guide = (await readGuide(language)).replaceAll('127.0.0.1:3000', new URL(shop).host);
  await writeFile(`${folder}/config`, config({ folder, port, guide }));
  start(folder);
  return {
    async [Symbol.asyncDispose]() {
      const pid = (await readFile(`${folder}/pid`, 'utf8')).trim();
      process.kill(Number(pid.split('\n')[0]), 'SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
}
