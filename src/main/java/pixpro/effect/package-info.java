/**
 * What can be done with an image: the catalogue of effects. An effect is a YAML file in {@code camel/effects/} with two
 * entries: a bean that describes it, and the route {@code direct:effect-<id>} that does it.
 */
package pixpro.effect;
