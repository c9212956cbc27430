// Many sockets on one instance of PixPro and on a bare socket.io server, one after the other; see README.md beside this.
import { execFileSync, fork } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { check, finish, form, number, order, owner, sleep, token } from '../stage.mjs';

const ALL = number('sockets', 10_000);
const FEW = number('few', 2_000);
const WAVES = number('waves', 10);
const WAVE = number('wave', 1_000);
const EVENTS = number('events', 20);
const READERS = number('readers', 1_000);
const AT_ONCE = 200;
const MEGABYTE = 2 ** 20;
// as in the image, within Compose's memory limit of 1536 MB
const JVM = ['-Xmx998m', '-XX:MinHeapFreeRatio=5', '-XX:MaxHeapFreeRatio=15'];

const run = (command, ...args) => execFileSync(command, args, { encoding: 'utf8', maxBuffer: 64 * MEGABYTE });
const rss = (pid) => Number(run('ps', '-o', 'rss=', '-p', `${pid}`)) * 1024;
const cpu = () => readFileSync('/proc/loadavg', 'utf8').split(' ')[0];

function child(file, ...args) {
  const forked = fork(file, [], { execArgv: args });
  const next = () => new Promise((told) => forked.once('message', told));
  process.on('exit', () => forked.kill());
  return { pid: forked.pid, next, ask: (what, more) => { const answer = next(); forked.send({ what, ...more }); return answer; }, end: () => forked.kill() };
}

/** Tokens last as long as this takes: what is measured is not their renewal. */
async function longTokens() {
  const issuer = await order('property', { name: 'pixpro.keycloak.issuer' });
  const server = issuer.replace('/realms/pixpro', '');
  const admin = await form(`${server}/realms/master/protocol/openid-connect/token`,
    { grant_type: 'password', client_id: 'admin-cli', username: 'admin', password: 'admin' });
  const answer = await fetch(`${server}/admin/realms/pixpro`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${admin.access_token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ accessTokenLifespan: 3600 }),
  });
  if (!answer.ok) throw new Error(`Keycloak answers ${answer.status}`);
}

async function pixpro() {
  const { url, pid } = await order('start', { name: 'pixpro', jvm: JVM });
  await longTokens();
  const jwt = await token('ada');
  return {
    name: 'PixPro', url: url.replace('localhost', '127.0.0.1'), pid, token: jwt,
    heap() {
      run('jcmd', `${pid}`, 'GC.run');
      run('jcmd', `${pid}`, 'GC.run');
      return run('jcmd', `${pid}`, 'GC.heap_info').split('\n')
        .filter((line) => /(def new|tenured) generation/.test(line))
        .reduce((sum, line) => sum + 1024 * Number(line.match(/used (\d+)K/)[1]), 0);
    },
    histogram: () => writeFileSync('../target/bench/sockets-histogram.txt', run('jcmd', `${pid}`, 'GC.class_histogram')),
    tell: () => order('publish', { owner: owner(jwt), count: 1 }),
  };
}

async function bare(event) {
  const server = child('sockets/server.mjs', '--expose-gc');
  const { port } = await server.next();
  const [name, body] = JSON.parse(event.slice(2));
  return {
    name: 'socket.io', url: `http://127.0.0.1:${port}`, pid: server.pid, end: server.end,
    heap: async () => (await server.ask('heap')).answer,
    tell: () => server.ask('emit', { event: name, body }),
  };
}

async function memory(side) {
  await sleep(2000);
  const heap = await side.heap();
  await sleep(500);
  return { heap, rss: rss(side.pid) };
}

async function fanOut(side, crowd, count, events) {
  const all = [];
  for (let i = 0; i < events; i++) {
    await crowd.ask('listen');
    const since = Date.now();
    await side.tell();
    const told = await crowd.ask('heard', { count, since });
    if (!told.whole) throw new Error(`${told.count} of ${count} were told`);
    all.push(told);
  }
  const median = (what) => all.map((each) => each[what]).sort((one, other) => one - other)[Math.floor(all.length / 2)];
  return { first: median('first'), p50: median('p50'), p99: median('p99'), last: median('last') };
}

async function measure(side) {
  const crowd = child('sockets/crowd.mjs');
  const visit = { url: side.url, token: side.token };
  const grow = async (count) => {
    const grown = await crowd.ask('grow', { ...visit, count, atOnce: AT_ONCE });
    if (!grown.whole) throw new Error(`only ${grown.joined} came in`);
    return grown;
  };
  console.log(`${side.name}: warms up (load ${cpu()})`);
  await grow(FEW);
  await fanOut(side, crowd, FEW, 10);
  await crowd.ask('leave');
  const empty = await memory(side);
  await grow(FEW);
  const few = await memory(side);
  const { ms } = await grow(ALL - FEW);
  const many = await memory(side);
  side.histogram?.();
  console.log(`${side.name}: ${ALL} sockets are in`);
  const told = await fanOut(side, crowd, ALL, EVENTS);
  const storm = await crowd.ask('storm', visit);
  console.log(`${side.name}: after the storm ${storm.joined} are in`);
  const { lost } = await crowd.ask('state');
  await crowd.ask('leave');
  const before = await memory(side);
  for (let i = 0; i < WAVES; i++) {
    await grow(WAVE);
    await crowd.ask('leave');
  }
  const after = await memory(side);
  const result = {
    'memory per idle socket, KB': (many.rss - few.rss) / (ALL - FEW) / 1024,
    'heap per idle socket, KB': (many.heap - few.heap) / (ALL - FEW) / 1024,
    'memory with nobody there, MB': empty.rss / MEGABYTE,
    'sockets let in a second': ((ALL - FEW) / ms) * 1000,
    'told: from the first to half of them, ms': told.p50,
    'told: from the first to 99 %, ms': told.p99,
    'told: from the first to the last, ms': told.last,
    'told: from the event to the first, ms': told.first,
    'storm: half are in, ms': storm.p50,
    'storm: 99 % are in, ms': storm.p99,
    'storm: all are in, ms': storm.last,
    'storm: turned away and come again': storm.refused,
    'heap after leaving, MB': before.heap / MEGABYTE,
    [`heap after ${WAVES} waves of ${WAVE} more, MB`]: after.heap / MEGABYTE,
    'sockets lost without a reason': lost,
  };
  console.log(`${side.name}: ${Object.entries(result).map(([what, value]) => `${what} ${value.toFixed(1)}`).join('; ')}`);
  return { result, whole: storm.whole, sample: await crowd.ask('sample'), crowd };
}

async function slowReader(side) {
  const crowd = child('sockets/crowd.mjs');
  const visit = { url: side.url, token: side.token };
  await crowd.ask('grow', { ...visit, count: READERS - 1, atOnce: AT_ONCE });
  await fanOut(side, crowd, READERS - 1, 20);
  const heap = await side.heap();
  const before = await fanOut(side, crowd, READERS - 1, EVENTS * 2);
  await crowd.ask('slow', { ...visit, times: 40, bytes: 250_000 });
  const during = await fanOut(side, crowd, READERS - 1, EVENTS * 2);
  const grown = (await side.heap()) - heap;
  const cut = await crowd.ask('slowIsOut');
  const { lost } = await crowd.ask('state');
  crowd.end();
  return { before, during, grown, lost, cut };
}

const results = {};
let event;
let server;
await check(`${ALL} sockets on PixPro`, async () => {
  server = await pixpro();
  const { result, whole, sample, crowd } = await measure(server);
  crowd.end();
  event = sample;
  results.PixPro = result;
  if (!whole) throw new Error('not everybody came back');
  if (result['sockets lost without a reason']) throw new Error('sockets were lost');
});
if (server) {
  await check(`one slow reader among ${READERS} neither delays the others nor grows the heap`, async () => {
    const { before, during, grown, lost, cut } = await slowReader(server);
    results.slow = { before, during, grown, lost, cut };
    const told = `99 % told ${before.p99.toFixed(1)} ms after the first, with it ${during.p99.toFixed(1)} ms; `
      + `heap ${(grown / MEGABYTE).toFixed(1)} MB more; lost ${lost}; the slow one ${cut ? 'was cut off' : 'is still there'}`;
    if (during.p99 > 2 * before.p99 + 5 || grown > 10 * MEGABYTE || lost) throw new Error(told);
    return told;
  });
}
if (event) {
  await check(`${ALL} sockets on a bare socket.io server`, async () => {
    const side = await bare(event);
    const { result, crowd } = await measure(side);
    crowd.end();
    side.end();
    results.bare = result;
  });
}
const rows = Object.keys(results.PixPro ?? {}).map((what) => {
  const [ours, theirs] = [results.PixPro[what], results.bare?.[what]];
  const text = (value) => (value === undefined ? '' : value.toFixed(1));
  return `| ${what} | ${text(ours)} | ${text(theirs)} | ${theirs ? (ours / theirs).toFixed(2) : ''} |`;
});
const table = ['| | PixPro | socket.io | ratio |', '|---|---|---|---|', ...rows].join('\n');
console.log(`\n${table}`);
mkdirSync('../target/bench', { recursive: true });
writeFileSync('../target/bench/sockets.json', JSON.stringify(results, null, 2));
finish();
