/**
 * What a library shows of an image, made of every image that is taken in: thumbnails, its dominant colour and a
 * placeholder. By the vision engine, so that PixPro itself decodes nobody's pixels.
 */
package pixpro.prepare;
