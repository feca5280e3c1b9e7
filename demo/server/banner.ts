import type { RunningShop } from './start-shop.ts';

/** Without colours in a log or a pipe. */
function painter(colors: boolean) {
  const paint = (code: string) => (text: string) => (colors ? `\x1b[${code}m${text}\x1b[0m` : text);
  return { bold: paint('1'), dim: paint('2'), pink: paint('30;48;5;218'), link: paint('36') };
}

/** The last line is for programs: it says that the shop answers, and its address. */
export function banner({ url, simulatorUrl, mode }: RunningShop, colors: boolean): string {
  const { bold, dim, pink, link } = painter(colors);
  const simulated = mode === 'simulator';
  const httpsHint =
    simulated || url.startsWith('https:')
      ? []
      : [dim('             Klarna may want https for its callbacks: set PUBLIC_URL to a tunnel.')];
  return [
    '',
    `  ${bold('lugn')}  ${dim('quiet things for the desk')}   ${pink(simulated ? ' KLARNA SIMULATOR ' : ' KLARNA PLAYGROUND ')}`,
    '',
    `  Shop       ${link(url)}`,
    `  Orders     ${link(`${url}/orders`)}`,
    simulated
      ? `  Simulator  ${link(simulatorUrl ?? '')}   ${dim('offline; no money moves')}`
      : `  Klarna     playground, with your credentials   ${dim('no money moves')}`,
    ...httpsHint,
    dim('  Stop with Ctrl+C'),
    '',
    `Shop ready at ${url}`,
  ].join('\n');
}
