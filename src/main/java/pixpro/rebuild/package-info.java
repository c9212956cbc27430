/**
 * Deriving collections anew from the topics: a command that drops them and sets the groups that write them back to the
 * beginning. The instances that are started after it do the rest.
 */
package pixpro.rebuild;
