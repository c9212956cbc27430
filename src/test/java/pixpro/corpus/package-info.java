/** Good and bad images made on the spot, for every test that needs a file to send. */
package pixpro.corpus;
