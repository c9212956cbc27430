package org.apache.camel.websocket.jsr356;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.apache.tomcat.websocket.server.WsSci;
import org.springframework.util.FileSystemUtils;

/** A real Tomcat with the upgrade filter, and a Camel context whose routes consume from it. */
final class WebSocketServer implements AutoCloseable {

    final CamelContext camel = new DefaultCamelContext();
    private final Tomcat tomcat = new Tomcat();
    private final Path work;

    WebSocketServer(RoutesBuilder routes) throws Exception {
        work = Files.createTempDirectory("websocket-test");
        tomcat.setBaseDir(work.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", work.toString());
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
}
