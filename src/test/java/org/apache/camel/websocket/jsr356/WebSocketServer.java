package org.apache.camel.websocket.jsr356;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.websocket.jsr356.tomcat.LateBuffersProtocol;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.realm.GenericPrincipal;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.apache.tomcat.websocket.server.WsSci;
import org.springframework.util.FileSystemUtils;

/** A real Tomcat as lean as in Spring Boot, with the upgrade filter, and a Camel context whose routes consume from it. */
final class WebSocketServer implements AutoCloseable {

    final CamelContext camel = new DefaultCamelContext();
    private final Tomcat tomcat = new Tomcat();
    private final Path work;

    WebSocketServer(RoutesBuilder routes) throws Exception {
        work = Files.createTempDirectory("websocket-test");
        tomcat.setBaseDir(work.toString());
        Connector connector = new Connector(LateBuffersProtocol.class.getName());
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", work.toString());
        context.addParameter("org.apache.tomcat.websocket.textBufferSize", "256");
        context.addParameter("org.apache.tomcat.websocket.binaryBufferSize", "256");
        context.getPipeline().addValve(new LoggedIn());
        if (context instanceof StandardContext standard) {
            // looks for leaks of redeployed applications, and complains that it may not
            standard.setClearReferencesObjectStreamClassCaches(false);
            standard.setClearReferencesRmiTargets(false);
            standard.setClearReferencesThreadLocals(false);
        }
        context.addServletContainerInitializer(new WsSci(), null);
        Tomcat.addServlet(context, "default", "org.apache.catalina.servlets.DefaultServlet");
        context.addServletMappingDecoded("/", "default");
        WebSocketUpgradeFilter filter = new WebSocketUpgradeFilter();
        FilterDef definition = new FilterDef();
        definition.setFilterName("upgrade");
        definition.setFilter(filter);
        definition.setAsyncSupported("true");
        context.addFilterDef(definition);
        FilterMap mapping = new FilterMap();
        mapping.setFilterName("upgrade");
        mapping.addURLPattern("/*");
        context.addFilterMap(mapping);
        tomcat.start();
        camel.getRegistry().bind("upgradeFilter", filter);
        camel.getShutdownStrategy().setTimeout(5);
        camel.addRoutes(routes);
        camel.start();
    }

    int port() {
        return tomcat.getConnector().getLocalPort();
    }

    String url(String path) {
        return "ws://127.0.0.1:" + port() + path;
    }

    @Override
    public void close() throws LifecycleException, IOException {
        camel.stop();
        tomcat.stop();
        tomcat.destroy();
        FileSystemUtils.deleteRecursively(work);
    }

    /** Takes the caller's word for who it is. */
    private static final class LoggedIn extends ValveBase {

        LoggedIn() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            String user = request.getHeader("X-User");
            if (user != null) {
                request.setUserPrincipal(new GenericPrincipal(user));
            }
            getNext().invoke(request, response);
        }
    }
}
