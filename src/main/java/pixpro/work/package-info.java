/** Which jobs are being worked on right now, for everybody to see: told anew with each heartbeat, forgotten after two. */
package pixpro.work;
