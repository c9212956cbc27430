/**
 * The events on the topics: CloudEvents 1.0 in structured JSON. They are the truth of PixPro; everything in MongoDB
 * is derived from them and can be derived again.
 */
package pixpro.event;
