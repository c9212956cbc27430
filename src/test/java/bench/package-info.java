/** The measurements: {@code bench/run <name>}; see {@code bench/README.md}. */
package bench;
