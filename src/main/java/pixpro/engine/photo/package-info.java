/** Pictures in native memory: what is accepted, how it is decoded and oriented, how a result is written. */
package pixpro.engine.photo;
