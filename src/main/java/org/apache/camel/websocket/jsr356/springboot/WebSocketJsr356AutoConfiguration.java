package org.apache.camel.websocket.jsr356.springboot;

import org.apache.camel.websocket.jsr356.WebSocketUpgradeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Puts the upgrade filter into the web server: Spring Boot maps a Filter bean to every path by itself. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class WebSocketJsr356AutoConfiguration {

    /** First in line, so that no filter wraps the request: an upgrade needs the container's own. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @ConditionalOnMissingBean
    WebSocketUpgradeFilter webSocketUpgradeFilter() {
        return new WebSocketUpgradeFilter();
    }

    @Bean
    WebSocketFarewell webSocketFarewell(WebSocketUpgradeFilter filter) {
        return new WebSocketFarewell(filter);
    }

    /** Only in Tomcat, and not when an application says {@code camel.component.websocket-jsr356.lean-tomcat=false}. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(TomcatServletWebServerFactory.class)
    @ConditionalOnProperty(name = "camel.component.websocket-jsr356.lean-tomcat", matchIfMissing = true)
    static class Lean {

        @Bean
        LeanTomcat leanTomcat() {
            return new LeanTomcat();
        }
    }
}
