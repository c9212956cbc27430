/** What the vision engine can do to a picture: one class per effect, listed in {@link pixpro.engine.effect.EffectCatalogue}. */
package pixpro.engine.effect;
