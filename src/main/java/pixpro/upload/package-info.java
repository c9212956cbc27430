/**
 * Uploads whose bytes go straight to object storage: begun here, put to signed URLs, whole or in parts, and checked here
 * before anything is queued. What is under way is written beside the bytes, so this needs object storage and Kafka only.
 */
package pixpro.upload;
