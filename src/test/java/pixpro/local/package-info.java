/**
 * The local stack: PixPro's real neighbours as child processes on one machine, for {@code mvn spring-boot:run} and for the
 * integration tests. Lives with the tests, so the production JAR contains none of it.
 */
package pixpro.local;
