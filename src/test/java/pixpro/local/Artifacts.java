package pixpro.local;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.util.artifact.JavaScopes;

/**
 * Finds the neighbours' software where Maven finds its own: in the local repository, else in the repositories and mirrors of the
 * user's and the installation's settings. Coordinates are {@code group:artifact[:extension[:classifier]]:version}.
 */
final class Artifacts implements AutoCloseable {

    /** Set by the POM, because a forked JVM does not inherit them from Maven. */
    private static final String MAVEN_HOME = "maven.home";

    private static final String LOCAL_REPOSITORY = "pixpro.local.repository";

    private final Context context;

    Artifacts(Console console) {
        ContextOverrides.Builder overrides =
                ContextOverrides.create().withUserSettings(true).transferListener(new DownloadProgress(console));
        property(MAVEN_HOME).map(Path::of).ifPresent(overrides::withMavenSystemHomeOverride);
        property(LOCAL_REPOSITORY).map(Path::of).ifPresent(overrides::withLocalRepositoryOverride);
        this.context = Runtimes.INSTANCE.getRuntime().create(overrides.build());
    }

    /** @return the file of this one artifact */
    Path file(String coordinates) {
        ArtifactRequest request =
                new ArtifactRequest(new DefaultArtifact(coordinates), context.remoteRepositories(), "local stack");
        try {
            return context.repositorySystem()
                    .resolveArtifact(context.repositorySystemSession(), request)
                    .getArtifact()
                    .getFile()
                    .toPath();
        } catch (RepositoryException e) {
            throw new LocalStackException("Cannot get " + coordinates + ": " + e.getMessage(), e);
        }
    }

    /** @return the artifacts and all they need at run time */
    List<Path> classPath(String... coordinates) {
        CollectRequest collect = new CollectRequest();
        for (String each : coordinates) {
            collect.addDependency(new Dependency(new DefaultArtifact(each), JavaScopes.RUNTIME));
        }
        collect.setRepositories(context.remoteRepositories());
        try {
            return context
                    .repositorySystem()
                    .resolveDependencies(context.repositorySystemSession(), new DependencyRequest(collect, null))
                    .getArtifactResults()
                    .stream()
                    .map(ArtifactResult::getArtifact)
                    .map(Artifact::getFile)
                    .map(java.io.File::toPath)
                    .toList();
        } catch (RepositoryException e) {
            throw new LocalStackException("Cannot get " + String.join(", ", coordinates) + ": " + e.getMessage(), e);
        }
    }

    /** A POM expression Maven could not resolve arrives as it was written. */
    private static Optional<String> property(String name) {
        return Optional.ofNullable(System.getProperty(name)).filter(value -> !value.isBlank() && !value.contains("${"));
    }

    @Override
    public void close() {
        context.close();
    }
}
