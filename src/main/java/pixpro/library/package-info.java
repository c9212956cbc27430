/** What a person asks about their own images. Somebody else's image is not there. */
package pixpro.library;
