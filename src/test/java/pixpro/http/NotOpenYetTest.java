package pixpro.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class NotOpenYetTest {

    private final NotOpenYet filter = new NotOpenYet(new ObjectMapper());
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void tellsWhoCallsBeforeTheRoutesAreThereToComeAgain() throws Exception {
        assertThat(reaches("/api/images")).isFalse();
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isNotNull();
        assertThat(response.getContentType()).isEqualTo("application/problem+json");
        assertThat(response.getContentAsString()).contains("\"status\":503", "starting");
    }

    @Test
    void letsEverybodyInOnceTheyAre() throws Exception {
        filter.open();
        assertThat(reaches("/api/images")).isTrue();
    }

    @Test
    void letsTheProbesOfHealthInBefore() throws Exception {
        assertThat(reaches("/actuator/health/readiness")).isTrue();
    }

    private boolean reaches(String path) throws Exception {
        MockFilterChain chain = new MockFilterChain();
        filter.doFilter(new MockHttpServletRequest("GET", path), response, chain);
        return chain.getRequest() != null;
    }
}
