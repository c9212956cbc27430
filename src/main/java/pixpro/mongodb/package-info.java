/**
 * MongoDB as PixPro uses it: one client, the names of the collections, their indexes. Everything in it but the inbox is
 * derived from the topics. Only the subset that every server of the protocol has: single-document updates and upserts,
 * simple indexes, finds.
 */
package pixpro.mongodb;
