package routes;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import pixpro.local.SharedLocalStack;

/** In front of the shared Keycloak, which others need: passes questions on while it is open. */
final class KeycloakDoor implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final String behind = SharedLocalStack.properties().get("pixpro.keycloak.server-url");
    private final int port;
    private HttpServer server;

    KeycloakDoor() throws IOException {
        server = serve(0);
        port = server.getAddress().getPort();
    }

    String url() {
        return "http://localhost:" + port;
    }

    void shut() {
        server.stop(0);
    }

    void open() throws IOException {
        server = serve(port);
    }

    private HttpServer serve(int on) throws IOException {
        HttpServer opened = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), on), 0);
        opened.createContext("/", exchange -> {
            URI asked = URI.create(behind + exchange.getRequestURI());
            try {
                HttpResponse<byte[]> answer =
                        client.send(HttpRequest.newBuilder(asked).build(), HttpResponse.BodyHandlers.ofByteArray());
                exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
                exchange.getResponseBody().write(answer.body());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        opened.start();
        return opened;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
