package org.apache.camel.websocket.jsr356.springboot;

import org.apache.camel.websocket.jsr356.WebSocketUpgradeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
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
}
