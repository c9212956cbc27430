package pixpro.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;

/** Hands out TCP ports nobody listens on, each at most once. */
final class Ports {

    private static final int HIGHEST = 65_535;
    private static final int CONNECT_TIMEOUT_MS = 1_000;

    private final Set<Integer> handedOut = new HashSet<>();

    /**
     * @param wanted the first port to try; 0 for any
     * @return the wanted port, or the next free one above it
     */
    synchronized int free(int wanted) {
        if (wanted == 0) {
            return any();
        }
        for (int port = wanted; port <= HIGHEST; port++) {
            if (!handedOut.contains(port) && isFree(port)) {
                handedOut.add(port);
                return port;
            }
        }
        throw new IllegalStateException("No free port from " + wanted + " on");
    }

    private int any() {
        while (true) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                if (handedOut.add(socket.getLocalPort())) {
                    return socket.getLocalPort();
                }
            } catch (IOException e) {
                throw new UncheckedIOException("No free port", e);
            }
        }
    }

    /** @return whether somebody on this machine accepts connections on the port */
    static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_TIMEOUT_MS);
            return true;
        } catch (IOException expected) {
            return false;
        }
    }

    /** Tries loopback and all addresses: on some systems one may be bound although the other is taken. */
    private static boolean isFree(int port) {
        return binds(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                && binds(new InetSocketAddress(port));
    }

    private static boolean binds(InetSocketAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(address, 1);
            return true;
        } catch (IOException expected) {
            return false;
        }
    }
}
