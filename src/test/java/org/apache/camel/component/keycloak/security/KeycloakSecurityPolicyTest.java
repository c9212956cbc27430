package org.apache.camel.component.keycloak.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelAuthorizationException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KeycloakSecurityPolicyTest extends CamelTestSupport {

    private static FakeRealm realm;
    private final List<Message> passed = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void startRealm() {
        realm = new FakeRealm();
    }

    @AfterAll
    static void stopRealm() {
        realm.close();
    }

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:user").policy(policy("user")).process(exchange -> passed.add(exchange.getMessage()));
                from("direct:admin").policy(policy("admin")).process(exchange -> passed.add(exchange.getMessage()));
                from("direct:any")
                        .policy(anyOf("admin,uploader"))
                        .process(exchange -> passed.add(exchange.getMessage()));
                from("direct:chain").policy(policy("user")).to("direct:user").to("direct:admin");
                KeycloakSecurityPolicy propertyOnly = policy("user");
                propertyOnly.setAllowTokenFromHeader(false);
                from("direct:property").policy(propertyOnly).process(exchange -> passed.add(exchange.getMessage()));
                KeycloakSecurityPolicy scoped = policy("");
                scoped.setRequiredPermissions(List.of("profile", "email"));
                from("direct:scoped").policy(scoped).process(exchange -> passed.add(exchange.getMessage()));
            }
        };
    }

    @Test
    void letsARouteRunAndTellsWhoAsks() {
        Exchange exchange = send("direct:user", "Bearer " + realm.token());
        assertThat(exchange.getException()).isNull();
        assertThat(passed).hasSize(1);
        assertThat(VerifiedToken.of(exchange).subject()).isEqualTo("4d1f0f5e-ada");
        assertThat(exchange.getProperty(KeycloakSecurityConstants.USER_ROLES_PROPERTY))
                .asInstanceOf(InstanceOfAssertFactories.COLLECTION)
                .contains("user");
        assertThat(exchange.getProperty(KeycloakSecurityConstants.USER_INFO_PROPERTY))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("preferred_username", "ada");
    }

    @Test
    void takesTheTokenOffTheMessage() {
        Exchange good = send("direct:user", "bearer  " + realm.token());
        Exchange bad = send("direct:admin", "Bearer " + realm.token());
        for (Exchange exchange : List.of(good, bad)) {
            assertThat(exchange.getMessage().getHeaders().toString() + exchange.getAllProperties())
                    .doesNotContain("eyJ");
        }
        assertThat(good.getMessage().getHeader("authorization")).isNull();
    }

    @Test
    void stopsARouteWithoutAValidToken() {
        for (String authorization :
                new String[] {null, "", "Bearer", "Bearer ", "Basic YWRhOmFkYQ==", "Bearer x.y.z"}) {
            Exchange exchange = send("direct:user", authorization);
            assertThat(exchange.getException()).as(authorization).isInstanceOf(InvalidTokenException.class);
            assertThat(exchange.getMessage().getHeader(Exchange.AUTHENTICATION_FAILURE_POLICY_ID))
                    .isEqualTo("keycloak[user]");
            assertThat(((CamelAuthorizationException) exchange.getException()).getPolicyId())
                    .isEqualTo("keycloak[user]");
            assertThat(exchange.getException().getMessage()).endsWith(".").doesNotContain("Exchange");
        }
        assertThat(passed).isEmpty();
    }

    @Test
    void stopsARouteWhenARoleOrPermissionIsMissing() {
        assertThat(send("direct:admin", "Bearer " + realm.token()).getException())
                .isInstanceOf(MissingRoleException.class);
        assertThat(send("direct:scoped", "Bearer " + realm.token()).getException())
                .isInstanceOf(MissingRoleException.class);
        assertThat(passed).isEmpty();
        assertThat(send("direct:any", "Bearer " + realm.token()).getException()).isNull();
        assertThat(passed).hasSize(1);
    }

    @Test
    void remembersTheVerifiedTokenForPoliciesFurtherDown() {
        Exchange exchange = send("direct:chain", "Bearer " + realm.token());
        assertThat(passed).hasSize(1);
        assertThat(exchange.getException()).isInstanceOf(MissingRoleException.class);
    }

    @Test
    void prefersAFreshTokenToARememberedOne() {
        Exchange exchange = template.send("direct:user", message -> {
            message.getMessage().setHeader("Authorization", "Bearer " + realm.token());
        });
        exchange.setException(null);
        exchange.getMessage().setHeader("Authorization", "Bearer nonsense");
        Exchange again = template.send("direct:user", exchange);
        assertThat(again.getException()).isInstanceOf(InvalidTokenException.class);
        assertThat(VerifiedToken.of(again)).isNull();
    }

    @Test
    void canRefuseTokensFromHeaders() {
        assertThat(send("direct:property", "Bearer " + realm.token()).getException())
                .isInstanceOf(InvalidTokenException.class);
        Exchange byProperty = template.send(
                "direct:property",
                exchange -> exchange.setProperty(KeycloakSecurityConstants.ACCESS_TOKEN_PROPERTY, realm.token()));
        assertThat(byProperty.getException()).isNull();
    }

    @Test
    void refusesTwoDifferentTokens() {
        Exchange exchange = template.send("direct:user", message -> {
            message.setProperty(KeycloakSecurityConstants.ACCESS_TOKEN_PROPERTY, realm.token());
            message.getMessage().setHeader("Authorization", "Bearer " + realm.sign(realm.claimsWith("sub", "bob")));
        });
        assertThat(exchange.getException())
                .isInstanceOf(InvalidTokenException.class)
                .hasMessageContaining("two");
    }

    @Test
    void doesNotStartWithWhatItCannotHonour() {
        KeycloakSecurityPolicy introspecting = policy("user");
        introspecting.setUseTokenIntrospection(true);
        assertDoesNotStart(introspecting, "useTokenIntrospection is not supported");
        KeycloakSecurityPolicy anyIssuer = policy("user");
        anyIssuer.setValidateIssuer(false);
        assertDoesNotStart(anyIssuer, "validateIssuer=false is not supported");
        KeycloakSecurityPolicy symmetric = policy("user");
        symmetric.setAlgorithms("RS256,HS256");
        assertDoesNotStart(symmetric, "HS256");
        assertDoesNotStart(new KeycloakSecurityPolicy(), "serverUrl and realm are needed");
    }

    @Test
    void tellsAnOutageFromABadToken() {
        FakeRealm gone = new FakeRealm();
        gone.goDown();
        KeycloakSecurityPolicy policy = new KeycloakSecurityPolicy(gone.url(), "test", null, null);
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.addRoutes(route(policy));
            camel.start();
            Exchange exchange = camel.createProducerTemplate().send("direct:in", message -> message.getMessage()
                    .setHeader("Authorization", "Bearer " + gone.token()));
            assertThat(exchange.getException()).isInstanceOf(KeysUnavailableException.class);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void assertDoesNotStart(KeycloakSecurityPolicy policy, String why) {
        assertThatThrownBy(() -> {
                    try (DefaultCamelContext camel = new DefaultCamelContext()) {
                        camel.addRoutes(route(policy));
                        camel.start();
                    }
                })
                .hasStackTraceContaining(why);
    }

    private static RouteBuilder route(KeycloakSecurityPolicy policy) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").policy(policy).log("passed");
            }
        };
    }

    private static KeycloakSecurityPolicy policy(String roles) {
        KeycloakSecurityPolicy policy = new KeycloakSecurityPolicy();
        policy.setServerUrl(realm.url());
        policy.setRealm("test");
        policy.setClientId("pixpro-api");
        policy.setExpectedAudience("pixpro-api");
        policy.setRequiredRoles(roles);
        return policy;
    }

    private static KeycloakSecurityPolicy anyOf(String roles) {
        KeycloakSecurityPolicy policy = policy(roles);
        policy.setAllRolesRequired(false);
        return policy;
    }

    private Exchange send(String uri, String authorization) {
        return template.send(uri, exchange -> {
            if (authorization != null) {
                exchange.getMessage().setHeader("Authorization", authorization);
            }
        });
    }
}
