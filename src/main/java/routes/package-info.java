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
 *   <li>{@link routes.LibraryCommandRoutes}: what people have done with their images
 *   <li>{@link routes.LibraryProjectRoutes}: what they gather them in
 *   <li>{@link routes.LibraryArchiveRoutes}: what leaves the library, as a ZIP file or for good
 *   <li>{@link routes.NotifyRoutes}: the news goes to the inbox and is announced over Redis
 *   <li>{@link routes.RoomRoutes}: an owner's sockets are let in, told, and sent away
 *   <li>{@link routes.SocketRoutes}: plain sockets come and go
 *   <li>{@link routes.SocketIoRoutes}: so do the clients of Socket.IO
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
