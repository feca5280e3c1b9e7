import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { webdriverLauncher } from './webdriver-launcher.ts';

describe('the launcher for WebDriver', () => {
  let server: Server;
  let commands: string[];
  let refuse: string | undefined;
  let started: number;
  let stopped: number;

  const launch = () =>
    webdriverLauncher({
      name: 'Lynx',
      capabilities: { browserName: 'lynx' },
      startDriver: async () => {
        started += 1;
        return {
          url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
          stop: async () => {
            stopped += 1;
          },
        };
      },
    });

  beforeEach(async () => {
    commands = [];
    refuse = undefined;
    started = 0;
    stopped = 0;
    server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request.setEncoding('utf8')) body += chunk;
      const name = `${request.method} ${request.url}`;
      commands.push(body ? `${name} ${body}` : name);
      if (name === refuse) {
        response.statusCode = 500;
        return response.end(JSON.stringify({ value: { error: 'session not created', message: 'no lynx' } }));
      }
      const value = name === 'POST /session' ? { sessionId: String(commands.length) } : 'http://page/';
      return response.end(JSON.stringify({ value }));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => server.close());

  it('The launcher opens a new browser for each file, and ends it with the file', async () => {
    const launcher = launch();
    await launcher.startSession('one', 'http://page/');
    assert.equal(launcher.isActive('one'), true);
    assert.equal(await launcher.getBrowserUrl('one'), 'http://page/');
    await launcher.stopSession('one');
    assert.equal(launcher.isActive('one'), false);
    assert.deepEqual(commands, [
      'POST /session {"capabilities":{"alwaysMatch":{"pageLoadStrategy":"none","browserName":"lynx"}}}',
      'POST /session/1/url {"url":"http://page/"}',
      'GET /session/1/url',
      'DELETE /session/1',
    ]);
  });

  it('The launcher ends open browsers and the driver when it stops', async () => {
    const launcher = launch();
    await launcher.startSession('one', 'http://page/');
    await launcher.stop?.();
    assert.deepEqual([commands.at(-1), stopped], ['DELETE /session/1', 1]);
  });

  it('The launcher stops its driver even if a browser does not end', async () => {
    const launcher = launch();
    await launcher.startSession('one', 'http://page/');
    refuse = 'DELETE /session/1';
    await launcher.stop?.();
    assert.equal(stopped, 1);
  });

  it('The launcher restarts a driver that opens no page, and then reports its error', async () => {
    refuse = 'POST /session';
    await assert.rejects(launch().startSession('one', 'http://page/'), /POST \/session: session not created: no lynx/);
    assert.deepEqual([started, stopped], [2, 2]);
  });

  it('The launcher uses another driver after a browser that did not end', async () => {
    const launcher = launch();
    await launcher.startSession('one', 'http://page/');
    refuse = 'DELETE /session/1';
    assert.deepEqual(await launcher.stopSession('one'), {});
    await launcher.startSession('two', 'http://page/');
    assert.deepEqual([started, stopped, launcher.isActive('two')], [2, 1, true]);
  });

  it('The launcher starts no driver only to stop it', async () => {
    await launch().stop?.();
    assert.equal(stopped, 0);
  });
});
