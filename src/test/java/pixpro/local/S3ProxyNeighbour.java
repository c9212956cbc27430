package pixpro.local;

import io.minio.BucketExistsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Object storage: S3Proxy over a folder. */
final class S3ProxyNeighbour implements Neighbour {

    private static final String SOFTWARE = "org.gaul:s3proxy:jar:jar-with-dependencies:4.1.0";
    private static final String ENDPOINT = "pixpro.storage.endpoint";
    private static final String PUBLIC_ENDPOINT = "pixpro.storage.public-endpoint";
    private static final String REGION = "pixpro.storage.region";
    private static final String BUCKET = "pixpro.storage.bucket";
    private static final String ACCESS_KEY = "pixpro.storage.access-key";
    private static final String SECRET_KEY = "pixpro.storage.secret-key";
    /** As in application.yaml: good for a server that listens on this machine only. */
    private static final String LOCAL_ACCESS_KEY = "pixpro-dev";

    private static final String LOCAL_SECRET_KEY = "pixpro-dev-secret";

    @Override
    public String name() {
        return "s3proxy";
    }

    @Override
    public int usualPort() {
        return 9000;
    }

    @Override
    public List<String> givenBy() {
        return List.of(ENDPOINT);
    }

    @Override
    public Map<String, String> properties(int port) {
        String endpoint = "http://localhost:" + port;
        return Map.of(
                ENDPOINT, endpoint,
                PUBLIC_ENDPOINT, endpoint,
                REGION, "us-east-1",
                BUCKET, "pixpro",
                ACCESS_KEY, LOCAL_ACCESS_KEY,
                SECRET_KEY, LOCAL_SECRET_KEY);
    }

    @Override
    public String url(Properties properties) {
        return properties.get(ENDPOINT) + "/" + properties.get(BUCKET);
    }

    @Override
    public Launch prepare(Site site, int port) throws Exception {
        Path data = site.folders().data(name());
        Path objects = Files.createDirectories(data.resolve("objects"));
        Path config = Files.writeString(data.resolve("s3proxy.conf"), """
                s3proxy.endpoint=http://127.0.0.1:%d
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.identity=%s
                s3proxy.credential=%s
                s3proxy.ignore-unknown-headers=true
                # browsers fetch and put by signed URL from the web application's origin
                s3proxy.cors-allow-all=true
                jclouds.provider=filesystem-nio2
                jclouds.filesystem.basedir=%s
                """.formatted(
                port, LOCAL_ACCESS_KEY, LOCAL_SECRET_KEY, objects.toString().replace('\\', '/')));
        return Launch.java(
                        List.of("-Xms48m", "-Xmx256m"),
                        site.artifacts().file(SOFTWARE).toString(),
                        "org.gaul.s3proxy.Main",
                        List.of("--properties", config.toString()))
                // keys become names of files, in whatever language
                .with(Map.of("LOG_LEVEL", "warn", "LC_ALL", "C.UTF-8"));
    }

    @Override
    public void check(Properties properties) throws Exception {
        String bucket = properties.get(BUCKET);
        MinioClient client = MinioClient.builder()
                .endpoint(properties.get(ENDPOINT))
                .region(properties.get(REGION))
                .credentials(properties.get(ACCESS_KEY), properties.get(SECRET_KEY))
                .build();
        try {
            if (!client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build())) {
                client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
            }
        } finally {
            client.close();
        }
    }
}
