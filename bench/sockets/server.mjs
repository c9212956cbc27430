// A bare socket.io server to be compared with: lets everybody in, keeps nothing, tells everybody. Run with --expose-gc.
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const http = createServer();
const io = new Server(http);
io.on('connection', (socket) => {
  socket.join('everybody');
  socket.on('echo', (text, answer) => answer?.(text));
});

const orders = {
  emit: ({ event, body }) => io.to('everybody').emit(event, body),
  heap() {
    global.gc();
    global.gc();
    return process.memoryUsage().heapUsed;
  },
};
process.on('message', ({ what, ...more }) => process.send({ answer: orders[what](more) }));
process.on('disconnect', () => process.exit(0));
// as many may wait at the door as at PixPro's
http.listen({ port: 0, backlog: 1000 }, () => process.send({ port: http.address().port }));
