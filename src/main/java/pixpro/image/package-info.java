/**
 * Recognises images by their bytes and proves them complete before anything decodes them: uploads at the door, and
 * what a model sent back. Knows the six formats PixPro reads; opens no pixels, trusts no header.
 */
package pixpro.image;
