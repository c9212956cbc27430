/**
 * The projection: what the topics say, as one document per image and one per job. Every write is guarded, so that
 * records may come twice and in any order and leave the same documents.
 */
package pixpro.project;
