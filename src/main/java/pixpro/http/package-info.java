/**
 * The door to HTTP, the same for every stage: what comes in is washed, who comes in is known, what goes out is JSON,
 * and what goes wrong is a problem of RFC 9457.
 */
package pixpro.http;
