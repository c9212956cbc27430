/**
 * Reading a topic without a queue before each partition: records are taken in order, done in any order, and the group
 * commits how far all is done and what beyond that is still open.
 */
package pixpro.kafka;
