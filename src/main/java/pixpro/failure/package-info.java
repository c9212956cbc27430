/** What may pass by itself and is worth another try: the one predicate behind all failure policies. */
package pixpro.failure;
