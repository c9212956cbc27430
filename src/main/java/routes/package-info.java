/**
 * The journey of an image, in the order it is made. Each class is one stage and says in {@code configure()} which
 * routes it has:
 *
 * <ol>
 *   <li>{@link routes.HttpRoutes}: the contract, {@code openapi/pixpro.yaml}, leads each call to its stage
 *   <li>{@link routes.IngestRoutes}: an upload is read, stored and announced on {@code image-process}
 *   <li>{@link routes.PrepareRoutes}: what there is to show of it is made, before and beside all effects
 *   <li>{@link routes.EffectRoutes}: the catalogue of effects; the effects themselves are YAML in {@code camel/effects}
 *   <li>{@link routes.ProcessRoutes}: a job is taken, its effect run against a model, its end announced on
 *       {@code image-processed} or {@code image-processed-error}
 *   <li>{@link routes.ModelRoutes}: who can do it is found and asked
 *   <li>{@link routes.ProjectRoutes}: what the topics say becomes the library in MongoDB
 *   <li>{@link routes.LibraryRoutes}: the library is read
 *   <li>{@link routes.NotifyRoutes}: the news goes to the inbox and is announced over Redis
 *   <li>{@link routes.SocketRoutes}: the sockets of an owner are let in and told
 *   <li>{@link routes.ProgressRoutes}: how far a job is, told live and kept nowhere
 *   <li>{@link routes.AggregateRoutes}: job facts become KPIs
 *   <li>{@link routes.AdminRoutes}: the KPIs and the failures are read, and what failed is done again
 *   <li>{@link routes.StorageRoutes}: what was stored and never announced is swept up
 * </ol>
 *
 * <p>{@link routes.FailurePolicies} says what happens when something goes wrong, {@link routes.Doors} which doors the
 * YAML routes of ops may call.
 */
package routes;
