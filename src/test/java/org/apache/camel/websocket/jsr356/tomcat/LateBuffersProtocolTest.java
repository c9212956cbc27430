package org.apache.camel.websocket.jsr356.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTP over connections whose buffers grow: every byte as it was sent, and buffers of the usual size. */
class LateBuffersProtocolTest {

    private final List<Integer> sizes = new CopyOnWriteArrayList<>();
    private final Watched protocol = new Watched();
    private final Tomcat tomcat = new Tomcat();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    Path work;

    @BeforeEach
    void start() throws LifecycleException {
        tomcat.setBaseDir(work.toString());
        Connector connector = new Connector(protocol);
        connector.setPort(0);
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", work.toString());
        Tomcat.addServlet(context, "echo", new Echo());
        context.addServletMappingDecoded("/", "echo");
        tomcat.start();
    }

    @AfterEach
    void stop() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    @Test
    void carriesBodiesOfAnyLengthUnchangedOverOneConnection() throws Exception {
        Random random = new Random(42);
        for (int length : List.of(0, 1, 300, 512, 513, 8_191, 8_192, 8_193, 20_000, 3_000_000, 7)) {
            byte[] body = new byte[length];
            random.nextBytes(body);
            assertThat(echoed(BodyPublishers.ofByteArray(body))).isEqualTo(body);
            assertThat(echoed(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))))
                    .isEqualTo(body);
        }
    }

    @Test
    void givesARequestTheUsualBuffersAndAnUpgradeTheFirst() throws Exception {
        echoed(BodyPublishers.ofString("hello"));
        assertThat(sizes).containsExactly(8_192, 8_192);
        sizes.clear();
        HttpRequest upgrade = request(BodyPublishers.ofString("hello"))
                .version(HttpClient.Version.HTTP_2)
                .build();
        // asks for HTTP/2 by Upgrade, on a connection of its own
        HttpClient.newHttpClient().send(upgrade, BodyHandlers.ofByteArray());
        assertThat(sizes).containsExactlyInAnyOrder(8_192, 8_192, 512, 512);
    }

    private byte[] echoed(HttpRequest.BodyPublisher body) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(request(body).build(), BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private HttpRequest.Builder request(HttpRequest.BodyPublisher body) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/"))
                .POST(body);
    }

    /** Looks at the buffers of the connections whenever a request is served. */
    private final class Watched extends LateBuffersProtocol {

        void look() {
            getEndpoint().getConnections().stream()
                    .map(connection -> connection.getSocketBufferHandler())
                    .forEach(buffers -> {
                        sizes.add(buffers.getReadBuffer().capacity());
                        sizes.add(buffers.getWriteBuffer().capacity());
                    });
        }
    }

    private final class Echo extends HttpServlet {

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            protocol.look();
            request.getInputStream().transferTo(response.getOutputStream());
        }
    }
}
