package pixpro.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import java.util.Map;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.multipart.MultipartResolver;
import org.springframework.web.multipart.support.StandardMultipartHttpServletRequest;

/**
 * Leaves the body of a multipart request on the wire.
 *
 * <p>Spring and platform-http would otherwise write an upload to disk twice before the first step of the route runs,
 * whoever sent it, and leave one copy behind (camel-notes T7). This way the ingest route reads the parts as they
 * arrive, after the token was checked, and stops as soon as a limit is passed.
 */
public class UnreadMultipart implements MultipartResolver {

    @Override
    public boolean isMultipart(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.regionMatches(true, 0, "multipart/", 0, "multipart/".length());
    }

    @Override
    public MultipartHttpServletRequest resolveMultipart(HttpServletRequest request) {
        return new Unread(request);
    }

    @Override
    public void cleanupMultipart(MultipartHttpServletRequest request) {
        // nothing was read, so nothing was kept
    }

    /** platform-http recognises the class and does not touch the body; the overrides keep Spring from parsing it. */
    private static final class Unread extends StandardMultipartHttpServletRequest {

        private static final MultiValueMap<String, MultipartFile> NONE = new LinkedMultiValueMap<>();

        Unread(HttpServletRequest request) {
            super(request, true);
        }

        @Override
        protected MultiValueMap<String, MultipartFile> getMultipartFiles() {
            return NONE;
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return getRequest().getParameterNames();
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return getRequest().getParameterMap();
        }
    }
}
