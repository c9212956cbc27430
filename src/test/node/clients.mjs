// Real Socket.IO clients. Orders come as lines of JSON, and what clients hear goes out as lines of JSON.
import { createInterface } from 'node:readline';
import { io as latest } from 'socket.io-client-4.8';
import { io as early } from 'socket.io-client-4.1';

const versions = { 4.8: latest, 4.1: early };
const clients = new Map();

const tell = (client, event, more = {}) => console.log(JSON.stringify({ client, event, ...more }));

const orders = {
  // with default options, unless some are given; what it tells of itself is asked for at each connection anew
  open({ client, version, url, auth, options }) {
    const state = { auth };
    const socket = versions[version](url, { forceNew: true, auth: (show) => show(state.auth), ...options });
    state.socket = socket;
    clients.set(client, state);
    socket.io.on('open', () => {
      tell(client, 'open', { transport: socket.io.engine.transport.name });
      socket.io.engine.once('upgrade', (transport) => tell(client, 'upgrade', { transport: transport.name }));
    });
    socket.on('connect', () => tell(client, 'connect'));
    socket.on('connect_error', (error) => tell(client, 'connect_error', { args: [error.message, error.data] }));
    socket.on('disconnect', (reason) => tell(client, 'disconnect', { args: [reason] }));
    socket.onAny((event, ...args) => {
      if (state.auth.follow) {
        state.auth.after = args[0]?.last ?? (event.endsWith('.progress') ? state.auth.after : args[0].id);
      }
      tell(client, event, { args });
    });
  },
  emit({ client, event, args, order }) {
    clients.get(client).socket.emit(event, ...args, (...answer) => tell(client, 'ack', { args: answer, order }));
  },
  // bytes there and back, in between other things
  binary({ client, bytes, order }) {
    const sent = Buffer.alloc(bytes, 'pixpro');
    clients.get(client).socket.emit('echo', { photo: sent, name: 'a' }, [sent], (got, list) => {
      const same = Buffer.compare(sent, Buffer.from(got.photo)) === 0 && Buffer.compare(sent, Buffer.from(list[0])) === 0;
      tell(client, 'ack', { args: [same && got.name === 'a'], order });
    });
  },
  text({ client, bytes, order }) {
    const sent = 'x'.repeat(bytes);
    clients.get(client).socket.emit('echo', sent, (got) => tell(client, 'ack', { args: [got === sent], order }));
  },
  // of a line that breaks: neither side says goodbye
  cut({ client }) {
    const transport = clients.get(client).socket.io.engine.transport;
    transport.ws ? transport.ws.terminate() : transport.pollXhr?.abort();
  },
  token({ client, token }) {
    clients.get(client).auth.token = token;
  },
  // reads nothing any more
  stall({ client }) {
    clients.get(client).socket.io.engine.transport.ws._socket.pause();
    tell(client, 'stalled');
  },
  connect({ client }) {
    clients.get(client).socket.connect();
  },
  close({ client }) {
    clients.get(client).socket.disconnect();
  },
};

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const order = JSON.parse(line);
    orders[order.do](order);
  })
  .on('close', () => process.exit(0));
tell(null, 'ready');
