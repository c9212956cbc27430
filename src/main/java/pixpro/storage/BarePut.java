package pixpro.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPut;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Puts a file to a signed URL as it is. The S3 libraries hash a body that goes over plain HTTP, and one of them cuts it
 * into parts and keeps each on the heap; the signature of a URL covers neither, and inside the private network nobody needs
 * it to (decision 25 has the figures).
 */
public final class BarePut implements AutoCloseable {

    /** For each thread that may store something: requests and workers of the lanes. */
    private static final int CONNECTIONS = 256;

    private static final int SUCCESS = 2;
    private static final int CLASS = 100;

    private final CloseableHttpClient http = HttpClients.custom()
            .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnTotal(CONNECTIONS)
                    .setMaxConnPerRoute(CONNECTIONS)
                    .setDefaultConnectionConfig(ConnectionConfig.custom()
                            .setConnectTimeout(Timeout.ofSeconds(3))
                            .setSocketTimeout(Timeout.ofSeconds(30))
                            .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                            .setTimeToLive(1, TimeUnit.MINUTES)
                            .build())
                    .build())
            .setDefaultRequestConfig(RequestConfig.custom()
                    .setExpectContinueEnabled(false)
                    .setResponseTimeout(Timeout.ofSeconds(30))
                    .build())
            .disableAutomaticRetries()
            .disableContentCompression()
            .disableCookieManagement()
            .disableRedirectHandling()
            .build();

    /**
     * @param key for messages
     * @param signed where it goes
     * @param file what goes there
     * @param mediaType kept as the object's {@code Content-Type}
     * @throws StorageException if it did not arrive
     */
    public void put(String key, URI signed, Path file, String mediaType) throws StorageException {
        HttpPut request = new HttpPut(signed);
        try {
            request.setEntity(new FileBody(file, mediaType));
            int status = http.execute(request, answer -> {
                EntityUtils.consume(answer.getEntity());
                return answer.getCode();
            });
            if (status / CLASS != SUCCESS) {
                throw new StorageException("object storage refused to store " + key + ": status " + status, null);
            }
        } catch (StorageException e) {
            throw e;
        } catch (IOException e) {
            throw new StorageException("object storage failed to store " + key, e);
        }
    }

    @Override
    public void close() throws IOException {
        http.close();
    }

    /** A file in large pieces, which the client passes on to the socket without keeping them. */
    private static final class FileBody extends AbstractHttpEntity {

        private static final int PIECE = 64 * 1024;

        private final Path file;
        private final long bytes;

        FileBody(Path file, String mediaType) throws IOException {
            super(ContentType.create(mediaType), null);
            this.file = file;
            this.bytes = Files.size(file);
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            byte[] piece = new byte[(int) Math.min(PIECE, Math.max(1, bytes))];
            try (InputStream in = Files.newInputStream(file)) {
                for (int read = in.read(piece); read > 0; read = in.read(piece)) {
                    out.write(piece, 0, read);
                }
            }
        }

        @Override
        public InputStream getContent() throws IOException {
            return Files.newInputStream(file);
        }

        @Override
        public long getContentLength() {
            return bytes;
        }

        @Override
        public boolean isRepeatable() {
            return true;
        }

        @Override
        public boolean isStreaming() {
            return false;
        }

        @Override
        public void close() {
            // each writing has a stream of its own
        }
    }
}
