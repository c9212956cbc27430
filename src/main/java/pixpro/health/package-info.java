/**
 * Who of PixPro's neighbours is there. Each is asked in the background, beside the work, so that a request that needs one
 * that is away is refused at once instead of waiting for it, and a health check costs nothing.
 */
package pixpro.health;
