package org.apache.camel.component.keycloak.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KeycloakTokenVerifierTest {

    private static FakeRealm realm;
    private static KeycloakTokenVerifier verifier;

    @BeforeAll
    static void start() {
        realm = new FakeRealm();
        verifier = new KeycloakTokenVerifier(realm.rules().build());
    }

    @AfterAll
    static void stop() {
        realm.close();
    }

    @Test
    void acceptsAnAccessTokenAndTellsWhoSentIt() throws Exception {
        VerifiedToken ada = verifier.verify(realm.token());
        assertThat(ada.subject()).isEqualTo("4d1f0f5e-ada");
        assertThat(ada.username()).isEqualTo("ada");
        assertThat(ada.roles()).containsExactly("user", "uploader");
        assertThat(ada.permissions()).containsExactly("openid", "profile");
        assertThat(ada.expiresAt()).isBetween(Instant.now(), Instant.now().plusSeconds(301));
        assertThat(ada.claims()).containsEntry("azp", "pixpro-web");
    }

    @Test
    void allowsClocksToDifferBySeconds() throws Exception {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> justExpired = realm.claimsWith("iat", now - 320);
        justExpired.put("exp", now - 20);
        assertThat(verifier.verify(realm.sign(justExpired))).isNotNull();
        assertThat(verifier.verify(realm.sign(realm.claimsWith("iat", now + 20))))
                .isNotNull();
        assertThat(verifier.verify(realm.sign(realm.claimsWith("nbf", now + 20))))
                .isNotNull();
        assertThat(verifier.verify(realm.sign(realm.claimsWith("aud", "pixpro-api"))))
                .isNotNull();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void refuses(String what, String why, String token) {
        TokenRefusedException refusal = catchThrowableOfType(TokenRefusedException.class, () -> verifier.verify(token));
        assertThat(refusal).as(what).isNotNull();
        assertThat(refusal.isRetryable()).isFalse();
        assertThat(refusal.getMessage()).matches("[A-Z].*\\.").contains(why).doesNotContain("eyJ");
        assertThat(refusal.getCause()).isNull();
    }

    static Stream<Arguments> badTokens() throws JOSEException {
        return new BadTokens(realm).all();
    }

    @Test
    void findsRolesInTheRightClaimsOnly() throws Exception {
        Map<String, Object> claims = realm.claimsWith("roles", List.of("admin"));
        claims.put("realm_access", Map.of("role", List.of("admin"), "roles", Arrays.asList("user", null, 7)));
        claims.put("resource_access", Map.of("account", Map.of("roles", List.of("admin"))));
        claims.put("groups", List.of("admin"));
        assertThat(verifier.verify(realm.sign(claims)).roles()).containsExactly("user");
        assertThat(verifier.verify(realm.sign(realm.claimsWith("realm_access", "admin")))
                        .roles())
                .containsExactly("uploader");
    }

    @Test
    void acceptsOtherAsymmetricAlgorithmsWhenTold() throws Exception {
        KeycloakTokenVerifier es = new KeycloakTokenVerifier(
                realm.rules().algorithms(List.of("ES256", "RS256")).build());
        String json = JSONObjectUtils.toJSONString(realm.claims());
        String token = FakeRealm.sign(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("ec-1").build(), json, realm.ec);
        assertThat(es.verify(token).username()).isEqualTo("ada");
        assertThatThrownBy(() -> realm.rules().algorithms(List.of("HS256")).build())
                .hasMessageContaining("HS256");
        assertThatThrownBy(() -> realm.rules().algorithms(List.of("none")).build())
                .hasMessageContaining("none");
    }

    @Test
    void trustsAPublicIssuerApartFromTheInternalAddress() throws Exception {
        KeycloakTokenVerifier behindProxy = new KeycloakTokenVerifier(
                realm.rules().issuer("https://login.example.org/realms/test").build());
        String token = realm.sign(realm.claimsWith("iss", "https://login.example.org/realms/test"));
        assertThat(behindProxy.verify(token).username()).isEqualTo("ada");
        assertThatThrownBy(() -> behindProxy.verify(realm.token())).isInstanceOf(TokenRefusedException.class);
    }

    @Test
    void checksWithAGivenKeyWithoutAskingKeycloak() throws Exception {
        try (FakeRealm other = new FakeRealm()) {
            KeycloakTokenVerifier pinned = new KeycloakTokenVerifier(
                    other.rules().publicKey(other.rsa.toRSAPublicKey()).build());
            assertThat(pinned.verify(other.token()).username()).isEqualTo("ada");
            String forged = BadTokens.signed(
                    JWSAlgorithm.RS256, "key-1", JSONObjectUtils.toJSONString(other.claims()), realm.rsa);
            assertThatThrownBy(() -> pinned.verify(forged)).isInstanceOf(TokenRefusedException.class);
            assertThat(other.fetches).hasValue(0);
        }
    }

    @Test
    void takesUpANewKeyAtOnce() throws Exception {
        try (FakeRealm rotating = new FakeRealm()) {
            KeycloakTokenVerifier fresh =
                    new KeycloakTokenVerifier(rotating.rules().build());
            fresh.verify(rotating.token());
            RSAKey next = FakeRealm.rsaKey("key-2");
            rotating.published.add(0, next.toPublicJWK());
            String token = BadTokens.signed(
                    JWSAlgorithm.RS256, "key-2", JSONObjectUtils.toJSONString(rotating.claims()), next);
            assertThat(fresh.verify(token).username()).isEqualTo("ada");
            assertThat(fresh.verify(rotating.token()).username()).isEqualTo("ada");
            assertThat(rotating.fetches).hasValue(2);
        }
    }

    @Test
    void verifiesOnWhileKeycloakIsDown() throws Exception {
        FakeRealm failing = new FakeRealm();
        KeycloakTokenVerifier patient = new KeycloakTokenVerifier(
                failing.rules().keysCachedFor(Duration.ofSeconds(1)).build());
        patient.verify(failing.token());
        failing.goDown();
        Instant cacheIsOld = Instant.now().plusSeconds(3);
        await().pollInterval(Duration.ofMillis(100))
                .atMost(Duration.ofSeconds(20))
                .until(() -> {
                    assertThat(patient.verify(failing.token()).username()).isEqualTo("ada");
                    return Instant.now().isAfter(cacheIsOld);
                });
    }

    @Test
    void saysTryAgainWhenTheKeysWereNeverFetched() {
        FakeRealm never = new FakeRealm();
        never.goDown();
        KeycloakTokenVerifier waiting = new KeycloakTokenVerifier(never.rules().build());
        for (int i = 0; i < 5; i++) {
            TokenRefusedException refusal =
                    catchThrowableOfType(TokenRefusedException.class, () -> waiting.verify(never.token()));
            assertThat(refusal.isRetryable()).isTrue();
            assertThat(refusal.getMessage()).contains("try again").doesNotContain("eyJ");
        }
    }

    @Test
    void doesNotFloodKeycloakWithUnknownKeyIds() throws Exception {
        try (FakeRealm flooded = new FakeRealm()) {
            KeycloakTokenVerifier calm =
                    new KeycloakTokenVerifier(flooded.rules().build());
            String json = JSONObjectUtils.toJSONString(flooded.claims());
            for (int i = 0; i < 200; i++) {
                String token = BadTokens.signed(JWSAlgorithm.RS256, "unknown-" + i, json, flooded.rsa);
                TokenRefusedException refusal =
                        catchThrowableOfType(TokenRefusedException.class, () -> calm.verify(token));
                assertThat(refusal.isRetryable()).isFalse();
            }
            assertThat(calm.verify(flooded.token()).username()).isEqualTo("ada");
            assertThat(flooded.fetches).hasValueLessThanOrEqualTo(3);
        }
    }

    @Test
    void showsNoTokenInItsText() throws Exception {
        VerifiedToken ada = verifier.verify(realm.token());
        assertThat(ada.toString()).doesNotContain("eyJ").contains("4d1f0f5e-ada");
    }
}
