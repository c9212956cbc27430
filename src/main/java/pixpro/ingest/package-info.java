/**
 * Taking images in: reads an upload part by part as it arrives, refuses each file for itself and with its reason, and
 * makes the orders that the routes store and announce.
 */
package pixpro.ingest;
