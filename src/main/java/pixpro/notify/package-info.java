/**
 * Telling people what became of their images: first kept in an inbox, then announced to every instance, each of which
 * tells the sockets it holds. The announcement may get lost; the inbox does not, and a socket is always told in its
 * order, and from where its client left off. How far a job is, is told beside that order, live only and kept nowhere. Who
 * may no longer be there loses the socket.
 */
package pixpro.notify;
