/** What operators add without a release: effects as YAML files in a folder, taken at start if they stand a rehearsal. */
package pixpro.ops;
