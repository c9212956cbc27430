package pixpro.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

    private final Ports ports = new Ports();

    @Test
    void givesTheWantedPortWhenNobodyListensOnIt() {
        int free = new Ports().free(0);

        assertThat(ports.free(free)).isEqualTo(free);
    }

    @Test
    void passesOverAPortTakenOnLoopback() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(ports.free(taken.getLocalPort())).isGreaterThan(taken.getLocalPort());
        }
    }

    @Test
    void passesOverAPortTakenOnAllAddresses() throws IOException {
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress(0));

            assertThat(ports.free(taken.getLocalPort())).isGreaterThan(taken.getLocalPort());
        }
    }

    @Test
    void neverGivesTheSamePortTwice() {
        int first = ports.free(0);

        assertThat(ports.free(first)).isNotEqualTo(first);
        assertThat(ports.free(0)).isNotEqualTo(first);
    }

    @Test
    void knowsWhetherSomebodyAnswers() throws IOException {
        ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        assertThat(Ports.answers(listener.getLocalPort())).isTrue();

        listener.close();
        assertThat(Ports.answers(listener.getLocalPort())).isFalse();
    }
}
