package org.apache.camel.websocket.jsr356.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.websocket.server.ServerContainer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.websocket.jsr356.tomcat.LateBuffersProtocol;
import org.apache.catalina.connector.Connector;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.websocket.servlet.WebSocketServletAutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;

@SpringBootTest(
        classes = WebSocketInSpringBootTest.Application.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "camel.main.java-routes-include-pattern=**/WebSocketInSpringBootTest*",
            "camel.main.routes-include-pattern=false"
        })
class WebSocketInSpringBootTest {

    @LocalServerPort
    private int port;

    @Autowired
    private ServletWebServerApplicationContext context;

    @SpringBootConfiguration
    @ImportAutoConfiguration({
        ServletWebServerFactoryAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebSocketServletAutoConfiguration.class,
        CamelAutoConfiguration.class,
        WebSocketJsr356AutoConfiguration.class
    })
    static class Application {

        @Bean
        RouteBuilder echo() {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    from("websocket-jsr356:/ws").to("websocket-jsr356:/ws");
                }
            };
        }
    }

    @Test
    void servesRoutesFromSpringBootsOwnTomcat() throws Exception {
        BlockingQueue<String> answers = new LinkedBlockingQueue<>();
        WebSocket socket = connect("/ws", answers);
        socket.sendText("hello", true).get(5, TimeUnit.SECONDS);
        assertThat(answers.poll(5, TimeUnit.SECONDS)).isEqualTo("hello");
        socket.abort();
    }

    /** Longer than any of its buffers, in and out. */
    @Test
    void carriesALongMessageThroughALeanTomcat() throws Exception {
        Connector connector =
                ((TomcatWebServer) context.getWebServer()).getTomcat().getConnector();
        assertThat(connector.getProtocolHandler()).isInstanceOf(LateBuffersProtocol.class);
        assertThat(container().getDefaultMaxTextMessageBufferSize()).isEqualTo(256);
        assertThat(container().getDefaultMaxBinaryMessageBufferSize()).isEqualTo(256);
        BlockingQueue<String> answers = new LinkedBlockingQueue<>();
        WebSocket socket = connect("/ws", answers);
        String text = "ä€😀.".repeat(6_000);
        socket.sendText(text, true).get(5, TimeUnit.SECONDS);
        assertThat(answers.poll(5, TimeUnit.SECONDS)).isEqualTo(text);
        socket.abort();
    }

    private ServerContainer container() {
        return (ServerContainer) context.getServletContext().getAttribute(ServerContainer.class.getName());
    }

    @Test
    void leavesOtherPathsToOthers() {
        assertThatThrownBy(() -> connect("/elsewhere", new LinkedBlockingQueue<>()))
                .cause()
                .isInstanceOfSatisfying(WebSocketHandshakeException.class, refusal -> assertThat(
                                refusal.getResponse().statusCode())
                        .isEqualTo(404));
    }

    @Test
    void isFoundBySpringBoot() {
        assertThat(ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader()))
                .contains(WebSocketJsr356AutoConfiguration.class.getName());
    }

    private WebSocket connect(String path, BlockingQueue<String> answers) throws Exception {
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + path), new WebSocket.Listener() {
                    private final StringBuilder whole = new StringBuilder();

                    @Override
                    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                        whole.append(data);
                        if (last) {
                            answers.add(whole.toString());
                            whole.setLength(0);
                        }
                        from.request(1);
                        return null;
                    }
                })
                .get(5, TimeUnit.SECONDS);
    }
}
