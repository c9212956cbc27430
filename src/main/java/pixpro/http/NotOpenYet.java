package pixpro.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells who calls while PixPro starts to come again. The port is open a moment before the routes are there, and a call
 * would be answered with a 404 otherwise, which a client takes for its own mistake.
 */
@Component
class NotOpenYet extends OncePerRequestFilter {

    private static final String CONTRACT = "/api/";
    private static final String SECONDS = "2";

    private final ObjectMapper json;
    private volatile boolean open;

    NotOpenYet(ObjectMapper json) {
        this.json = json;
    }

    @EventListener(ApplicationReadyEvent.class)
    void open() {
        open = true;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return open || !request.getRequestURI().startsWith(CONTRACT);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Problem problem = Problem.unavailable("PixPro is starting. Please try again in a few seconds.");
        response.setStatus(problem.status());
        response.setHeader(HttpHeaders.RETRY_AFTER, SECONDS);
        response.setContentType(Problem.MEDIA_TYPE);
        json.writeValue(response.getOutputStream(), problem);
    }
}
