// Clients of others through nginx, two instances behind it; see README.md beside this.
import { readFileSync } from 'node:fs';
import { check, finish, number, order, owner, same, sleep, token, until } from '../stage.mjs';
import { from, native, tab } from './client.mjs';
import { nginx } from './nginx.mjs';

const MEGABYTE = 1_000_000;
const ABSENCE = number('absence', 60);
const EVENTS = number('events', 30);
const WEBSOCKET = { transports: ['websocket'] };
const POLLING = { transports: ['polling'] };

const a = await order('start', { name: 'pixpro-a' });
const b = await order('start', { name: 'pixpro-b' });
const url = await nginx([a.url, b.url]);
console.log(`nginx at ${url}, before ${a.url} and ${b.url}`);

let ada = await token('ada');
let bob = await token('bob');
const publish = (jwt, count = 1) => order('publish', { owner: owner(jwt), count });
const get = async (path) => (await fetch(url + path, { headers: { authorization: `Bearer ${ada}` } })).json();
const ids = (images) => images.map((each) => each.id);
const unsigned = (page) => JSON.stringify(page).replace(/\?X-Amz[^"]*/g, '');

function onceInOrder(images, expected, what) {
  same(ids(images).sort(), [...expected].sort(), what);
  const numbers = images.map((each) => each.seq);
  same(numbers, numbers.map((_, i) => numbers[0] + i), `${what}, its numbers`);
}

for (const version of ['4.8', '4.1']) {
  const auth = () => ({ token: ada, follow: true });
  await check(`${version}, default options: polls, upgrades, is told of its own and nobody else's`, async () => {
    const adas = tab(version, url, auth());
    const bobs = tab(version, url, { token: bob });
    for (const each of [adas, bobs]) await each.hears('session.started');
    same(adas.transports, ['polling'], 'first transport');
    await adas.upgraded();
    const [id] = await publish(ada);
    const [other] = await publish(bob);
    same((await adas.hears('image.failed')).id, id, 'event');
    same((await bobs.hears('image.failed')).id, other, 'event');
    for (const event of ['join', 'subscribe', 'room']) {
      const [answer] = await bobs.ask(event, owner(ada), { room: owner(ada) });
      if (!answer.error) throw new Error(`${event} was answered ${JSON.stringify(answer)}`);
    }
    const [next] = await publish(ada);
    await adas.hears('image.failed', 2);
    await sleep(300);
    same(ids(adas.images()), [id, next], 'told');
    same(ids(bobs.images()), [other], 'told');
    adas.close();
    bobs.close();
  });

  for (const [name, transport] of [['websocket', WEBSOCKET], ['polling', POLLING]]) {
    await check(`${version}, ${name}: acknowledgements, text and bytes of 1 MB`, async () => {
      const client = tab(version, url, auth(), transport);
      await client.connected();
      same(await client.ask('echo', 1, 'ö', [], { a: 1.5 }), [1, 'ö', [], { a: 1.5 }], 'echo');
      const text = 'x'.repeat(MEGABYTE);
      const [back] = await client.ask('echo', text);
      if (back !== text) throw new Error('text came back otherwise');
      const photo = Buffer.alloc(MEGABYTE, 'pixpro');
      const [bytes] = await client.ask('echo', { photo });
      if (Buffer.compare(photo, Buffer.from(bytes.photo))) throw new Error('bytes came back otherwise');
      same(client.heard('disconnect').length, 0, 'disconnects');
      client.close();
    });
  }

  await check(`${version}: no token, no socket; with one by now, in`, async () => {
    const client = tab(version, url, { token: 'no.such.token' });
    const refused = await client.hears('connect_error');
    same(client.connects.length, 0, 'connects');
    client.state.token = ada;
    client.socket.connect();
    await client.connected();
    client.close();
    return refused;
  });

  await check(`${version}: comes back by itself after a cut line, and misses nothing`, async () => {
    const client = tab(version, url, auth());
    await client.hears('session.started');
    await client.upgraded();
    const first = await publish(ada);
    await client.hears('image.failed');
    client.cut();
    const missed = await publish(ada, 3);
    await client.connected(2);
    same((await client.hears('session.started', 2)).recovered, true, 'recovered');
    await client.hears('image.failed', 4);
    onceInOrder(client.images(), [...first, ...missed], 'told');
    client.close();
  });
}

await check("a browser's WebSocket at /ws: told, gone, back with what it missed", async () => {
  const page = native(url, ada);
  const greeting = await page.hears('session.started');
  const first = await publish(ada, 2);
  await page.hears('image.failed', 2);
  page.close();
  await page.ends();
  const missed = await publish(ada, 3);
  const again = native(url, ada, page.images().at(-1).id);
  same((await again.hears('session.started')).recovered, true, 'recovered');
  await again.hears('image.failed', 3);
  onceInOrder([...page.images(), ...again.images()], [...first, ...missed], 'told');
  again.close();
  return greeting.last;
});

await check('/ws: no token, a bad token or a foreign page: no socket', async () => {
  const ends = [];
  for (const page of [native(url), native(url, 'no.such.token'), native(url, ada, undefined, 'http://evil.example')]) {
    ends.push(await page.ends());
    same(page.told.filter((each) => each.type === 'session.started').length, 0, 'greetings');
  }
  return ends.join(', ');
});

await check('two instances without stickiness: each tab is told everything once, in order', async () => {
  const taken = async (instance) => {
    const metrics = await (await fetch(`${instance.url}/actuator/prometheus`)).text();
    const found = metrics.match(/^camel_exchanges_succeeded_total\{[^}]*routeId="notify-failed-image"[^}]*\} (\S+)/m);
    return Number(found?.[1] ?? 0);
  };
  const before = [await taken(a), await taken(b)];
  const tabs = [];
  for (let i = 0; i < 8; i++) tabs.push(tab(i % 2 ? '4.1' : '4.8', url, { token: ada }, WEBSOCKET));
  for (let i = 0; i < 4; i++) tabs.push(tab(i % 2 ? '4.1' : '4.8', url, { token: ada }, { ...POLLING, ...from(`127.0.0.${10 + i}`) }));
  for (let i = 0; i < 4; i++) tabs.push(tab(i % 2 ? '4.1' : '4.8', url, { token: ada }, from(`127.0.0.${20 + i}`)));
  const pages = Array.from({ length: 4 }, () => native(url, ada));
  for (const each of [...tabs, ...pages]) await each.hears('session.started');
  const published = await publish(ada, EVENTS);
  for (const each of [...tabs, ...pages]) await each.hears('image.failed', EVENTS);
  await sleep(1500);
  [...tabs, ...pages].forEach((each, i) => onceInOrder(each.images(), published, `tab ${i}`));
  const after = [await taken(a), await taken(b)];
  const broken = tabs.flatMap((each) => each.heard('disconnect')).length;
  same(broken, 0, 'disconnects');
  [...tabs, ...pages].forEach((each) => each.close());
  await sleep(300);
  const log = readFileSync('../target/bench/nginx/access.log', 'utf8').split('\n');
  const spread = (kind) => [a, b].map((each) => log.filter((line) => line.includes(kind) && line.endsWith(new URL(each.url).port)).length);
  return `events taken from Kafka by each: ${after.map((n, i) => n - before[i]).join(', ')}; `
    + `websockets by each: ${spread('websocket 101').join(', ')}; polls by each: ${spread('polling 200').join(', ')}`;
});

await check(`away for ${ABSENCE} s while a gateway is killed and Redis flushed: all of it, once, in order`, async () => {
  ada = await token('ada');
  const auth = () => ({ token: ada, follow: true });
  const away = [tab('4.8', url, auth(), WEBSOCKET), tab('4.1', url, auth())];
  // their lines stay up as long as their gateways do
  const stay = [tab('4.8', url, auth(), WEBSOCKET), tab('4.1', url, auth(), WEBSOCKET)];
  const page = native(url, ada);
  for (const each of [...away, ...stay, page]) await each.hears('session.started');
  const [seen] = await publish(ada);
  for (const each of [...away, ...stay, page]) await each.hears('image.failed');
  [...away, page].forEach((each) => each.close());

  const missed = [];
  const end = Date.now() + ABSENCE * 1000;
  const restart = sleep(ABSENCE * 200).then(() => order('kill', { name: 'pixpro-a' }));
  let flushed = false;
  let restarted;
  await restart;
  while (Date.now() < end || !flushed) {
    missed.push(...(await publish(ada)));
    if (missed.length === 5) restarted = order('again', { name: 'pixpro-a' });
    if (restarted && (await restarted) && !flushed) {
      await order('flush');
      flushed = true;
    }
    await sleep(1000);
  }
  same(flushed, true, 'Redis flushed');
  for (const each of away) {
    each.state.token = ada;
    each.socket.connect();
  }
  const back = native(url, ada, page.images().at(-1).id);
  for (const each of away) same((await each.hears('session.started', 2)).recovered, true, 'recovered');
  same((await back.hears('session.started')).recovered, true, 'recovered');
  for (const each of away) await each.hears('image.failed', missed.length + 1);
  await back.hears('image.failed', missed.length);
  for (const each of stay) await each.hears('image.failed', missed.length + 1);
  const live = await publish(ada, 3);
  for (const each of [...away, ...stay]) await each.hears('image.failed', missed.length + 4);
  await back.hears('image.failed', missed.length + 3);
  await sleep(1500);
  const all = [seen, ...missed, ...live];
  [...away, ...stay].forEach((each, i) => onceInOrder(each.images(), all, `client ${i}`));
  onceInOrder(back.images(), all.slice(1), 'native');
  const inbox = (await get(`/api/notifications?after=${encodeURIComponent(seen)}&limit=200`)).items;
  same(ids(away[0].images()).slice(1), ids(inbox), 'as REST tells it');
  [...away, ...stay, back].forEach((each) => each.close());
  return `${missed.length} events missed; those who stayed connected ${stay.map((each) => each.connects.length)} times`;
});

await check('the inbox truncated: recovered false, and a snapshot equal to REST', async () => {
  ada = await token('ada');
  const client = tab('4.8', url, { token: ada, follow: true }, WEBSOCKET);
  await client.hears('session.started');
  await publish(ada);
  const last = (await client.hears('image.failed')).id;
  client.close();
  const [newest] = await publish(ada, 3).then((all) => all.slice(-1));
  await until('the library knows the newest', async () => {
    const items = (await get('/api/images')).items;
    return items.length && JSON.stringify(items).includes(newest.split(':')[0]);
  });
  await order('truncate', { owner: owner(ada) });
  client.socket.connect();
  const page = native(url, ada, last);
  const library = await get('/api/images');
  for (const greeting of [await client.hears('session.started', 2), await page.hears('session.started')]) {
    same(greeting.recovered, false, 'recovered');
    same(unsigned(greeting.snapshot), unsigned(library), 'snapshot');
  }
  await publish(ada);
  await client.hears('image.failed', 2);
  await page.hears('image.failed');
  client.close();
  page.close();
  return `${library.items.length} images`;
});

finish();
