package org.apache.camel.component.keycloak.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Signs tokens and publishes keys at the address where Keycloak's realm {@code test} would. */
public final class FakeRealm implements AutoCloseable {

    final RSAKey rsa = rsaKey("key-1");
    final ECKey ec = ecKey();
    final List<JWK> published = new CopyOnWriteArrayList<>(List.of(rsa.toPublicJWK(), ec.toPublicJWK()));
    final AtomicInteger fetches = new AtomicInteger();
    private final HttpServer server;

    public FakeRealm() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        server.createContext("/realms/test/protocol/openid-connect/certs", exchange -> {
            fetches.incrementAndGet();
            byte[] body = new JWKSet(published).toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    String issuer() {
        return url() + "/realms/test";
    }

    public TokenRules.Builder rules() {
        return TokenRules.forRealm(url(), "test")
                .audience("pixpro-api")
                .authorizedParties(List.of("pixpro-web", "pixpro-dev"))
                .clientId("pixpro-api");
    }

    /** The claims Keycloak puts into an access token of ada. */
    Map<String, Object> claims() {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer());
        claims.put("sub", "4d1f0f5e-ada");
        claims.put("aud", List.of("pixpro-api", "account"));
        claims.put("typ", "Bearer");
        claims.put("azp", "pixpro-web");
        claims.put("iat", now);
        claims.put("exp", now + 300);
        claims.put("preferred_username", "ada");
        claims.put("scope", "openid profile profile");
        claims.put("realm_access", Map.of("roles", List.of("user")));
        claims.put("resource_access", Map.of("pixpro-api", Map.of("roles", List.of("uploader"))));
        return claims;
    }

    /** Ada's claims with one changed, or, with null, left out. */
    Map<String, Object> claimsWith(String name, Object value) {
        Map<String, Object> claims = claims();
        claims.put(name, value);
        if (value == null) {
            claims.remove(name);
        }
        return claims;
    }

    public String token() {
        return sign(claims());
    }

    String sign(Map<String, Object> claims) {
        return signText(JSONObjectUtils.toJSONString(claims));
    }

    String signText(String payload) {
        return sign(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("key-1").build(), payload, rsa);
    }

    static String sign(JWSHeader header, String payload, JWK key) {
        try {
            JWSObject object = new JWSObject(header, new Payload(payload));
            object.sign(key instanceof RSAKey rsa ? new RSASSASigner(rsa) : new ECDSASigner(key.toECKey()));
            return object.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    static RSAKey rsaKey(String id) {
        try {
            return new RSAKeyGenerator(2048)
                    .keyID(id)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static ECKey ecKey() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID("ec-1")
                    .keyUse(KeyUse.SIGNATURE)
                    .generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    /** From now on nothing answers at the realm's address. */
    void goDown() {
        server.stop(0);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
