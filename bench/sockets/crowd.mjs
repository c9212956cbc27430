// Many sockets in a process of their own, as light as they can be: Engine.IO and Socket.IO by hand, websocket only.
// Orders come from the parent; each is answered with what was seen.
import WebSocket from 'ws';

const PATIENCE = 90_000;
const AGAIN = 1000;
const now = () => performance.timeOrigin + performance.now();

const sockets = new Set();
let joined = 0;
let lost = 0;
let refused = 0;
let leaving = false;
let slow;
let slowIsOut = false;
let joinedAt = [];
let heard = [];
let sample;
let watch = () => {};

/** Comes back as socket.io-client does if it is not let in or falls out: after a second, half of it by chance. */
function open(url, token, begin) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, { perMessageDeflate: false });
  sockets.add(socket);
  socket.on('message', (data) => {
    const text = data.toString('latin1', 0, 24);
    if (text[0] === '0') socket.send('40' + JSON.stringify({ token }));
    else if (text === '2') socket.send('3');
    else if (text.startsWith('42["image.')) {
      heard.push(now());
      sample ??= data.toString();
      watch();
    } else if (text.startsWith('40')) {
      socket.in = true;
      joined++;
      joinedAt.push(now() - begin);
      watch();
    } else if (text.startsWith('44')) socket.terminate();
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    sockets.delete(socket);
    if (socket.in) {
      joined--;
      if (!leaving) lost++;
    } else refused++;
    if (!leaving) setTimeout(open, AGAIN * (0.5 + Math.random()), url, token, begin);
    watch();
  });
  return socket;
}

const until = (condition) => new Promise((done) => {
  const late = setTimeout(() => { watch = () => {}; done(false); }, PATIENCE);
  watch = () => {
    if (condition()) {
      watch = () => {};
      clearTimeout(late);
      done(true);
    }
  };
  watch();
});

function spread(times) {
  const sorted = [...times].sort((one, other) => one - other);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return { count: sorted.length, p50: at(0.5), p99: at(0.99), last: sorted.at(-1) };
}

const orders = {
  /** So many more, a few at a time. */
  async grow({ url, token, count, atOnce }) {
    const wanted = joined + count;
    const begin = now();
    for (let begun = 0; begun < count;) {
      while (begun < count && sockets.size - joined < atOnce) {
        open(url, token, now());
        begun++;
      }
      const before = joined;
      if (!(await until(() => joined > before))) break;
    }
    const whole = await until(() => joined >= wanted);
    return { whole, joined, refused, ms: now() - begin };
  },
  /** Everybody's line is cut, and everybody comes at the same moment. */
  async storm({ url, token }) {
    const count = joined;
    await orders.leave();
    joinedAt = [];
    refused = 0;
    const begin = now();
    for (let i = 0; i < count; i++) open(url, token, begin);
    const whole = await until(() => joined >= count);
    return { whole, joined, refused, ...spread(joinedAt) };
  },
  async leave() {
    leaving = true;
    for (const socket of sockets) socket.terminate();
    await until(() => sockets.size === 0);
    leaving = false;
    return { joined };
  },
  listen() {
    heard = [];
    return {};
  },
  /** When each was told, after the first of them; and the first, after the moment that is given. */
  async heard({ count, since }) {
    const whole = await until(() => heard.length >= count);
    await new Promise((settle) => setTimeout(settle, 50));
    const first = Math.min(...heard);
    return { whole, first: first - since, ...spread(heard.map((each) => each - first)) };
  },
  sample: () => sample,
  state: () => ({ joined, lost, refused }),
  /** One more, which asks for much and reads nothing of it. */
  async slow({ url, token, times, bytes }) {
    const socket = open(url, token, now());
    await until(() => socket.in);
    slow = socket;
    sockets.delete(socket);
    socket.removeAllListeners('close');
    joined--;
    socket._socket.pause();
    const text = 'x'.repeat(bytes);
    for (let i = 0; i < times; i++) socket.send(`42${i}["echo","${text}"]`);
    socket.once('close', () => (slowIsOut = true));
    return {};
  },
  /** A line that is not read does not show its end: it reads what has come, and sees. */
  async slowIsOut() {
    slow._socket?.resume();
    await new Promise((read) => setTimeout(read, 2000));
    return slowIsOut;
  },
};

process.on('message', async ({ what, ...more }) => process.send((await orders[what](more)) ?? null));
process.on('disconnect', () => process.exit(0));
