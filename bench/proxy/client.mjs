// One tab: a client of others as it comes, and what it was told.
import { Agent } from 'node:http';
import { io as latest } from 'socket.io-client-4.8';
import { io as early } from 'socket.io-client-4.1';
import WebSocket from 'ws';
import { until } from '../stage.mjs';

const versions = { 4.8: latest, 4.1: early };

/** By socket.io-client, its default options unless some are given. */
export function tab(version, url, auth, more = {}) {
  const told = [];
  const connects = [];
  const state = { ...auth };
  const socket = versions[version](url, { forceNew: true, auth: (show) => show(state), ...more });
  const heard = (event) => told.filter((each) => each.event === event);
  const transports = [];
  socket.io.on('open', () => transports.push(socket.io.engine.transport.name));
  socket.on('connect', () => connects.push(Date.now()));
  socket.on('connect_error', (error) => told.push({ event: 'connect_error', body: error.message, data: error.data }));
  socket.on('disconnect', (reason) => told.push({ event: 'disconnect', body: reason }));
  socket.onAny((event, body) => {
    told.push({ event, body });
    const last = body?.last ?? (body?.seq ? body.id : undefined);
    if (state.follow && last) state.after = last;
  });
  return {
    socket, state, told, transports, connects, heard,
    images: () => told.filter((each) => each.body?.seq).map((each) => each.body),
    hears: (event, count = 1, seconds) =>
      until(() => `${version} by ${socket.io.engine?.transport.name} hears ${event} ${count} times, not ${heard(event).length}`,
        () => heard(event)[count - 1], seconds).then((each) => each.body),
    connected: (count = 1, seconds) => until(`${version} connects`, () => connects.length >= count, seconds),
    upgraded: () => until(`${version} upgrades`, () => socket.io.engine.transport.name === 'websocket'),
    ask: (...args) => new Promise((done, no) => {
      const late = setTimeout(() => no(new Error('no acknowledgement')), 20_000);
      socket.emit(...args, (...answer) => (clearTimeout(late), done(answer)));
    }),
    // neither side says goodbye
    cut() {
      const { transport } = socket.io.engine;
      transport.ws ? transport.ws.terminate() : socket.io.engine.close();
    },
    close: () => socket.disconnect(),
  };
}

/** From this address of this machine, as if it were another machine's. */
export const from = (address) => ({ agent: new Agent({ localAddress: address, keepAlive: true }) });

/** As the page's own WebSocket: an Origin, a token as subprotocol, nothing that only programs can set. */
export function native(url, jwt, after, origin = url) {
  const told = [];
  const socket = new WebSocket(`${url.replace('http', 'ws')}/ws${after ? `?after=${encodeURIComponent(after)}` : ''}`,
    jwt ? ['pixpro', `bearer.${jwt}`] : ['pixpro'], { origin });
  let ended;
  socket.on('message', (data) => told.push(JSON.parse(data)));
  socket.on('close', (code) => (ended = code));
  socket.on('error', (error) => (ended = error.message));
  return {
    socket, told,
    images: () => told.filter((each) => each.seq),
    hears: (type, count = 1, seconds) =>
      until(`a native socket hears ${type}`, () => told.filter((each) => each.type === type)[count - 1], seconds),
    ends: () => until('a native socket ends', () => ended),
    close: () => socket.close(),
  };
}
