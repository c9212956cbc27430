/**
 * Socket.IO at {@code /socket.io}. Engine.IO (polling, upgrade, heartbeat) and the packet format are the library's; the
 * handshake of Socket.IO, its bounds and what must not wait are here, because the library lets a client in before anybody
 * can look at its token. WebSocket frames come and go by the routes, as of any other socket; polls come by a servlet.
 */
package pixpro.socketio;
