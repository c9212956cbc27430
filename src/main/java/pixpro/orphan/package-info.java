/**
 * Objects that nobody knows: stored, and never announced. They are found by listing the bucket, and told from the others by
 * the topics, which are the truth; MongoDB only spares the reading of them.
 */
package pixpro.orphan;
