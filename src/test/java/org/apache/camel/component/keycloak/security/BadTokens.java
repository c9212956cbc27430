package org.apache.camel.component.keycloak.security;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Tokens nobody may accept, each with one thing wrong. */
final class BadTokens {

    private final FakeRealm r;
    private final String good;
    private final String json;
    private final List<Arguments> bad = new ArrayList<>();

    BadTokens(FakeRealm realm) {
        this.r = realm;
        this.good = realm.token();
        this.json = JSONObjectUtils.toJSONString(realm.claims());
    }

    Stream<Arguments> all() throws JOSEException {
        wrongForm();
        wrongSignature();
        plantedKeys();
        wrongReceiver();
        wrongKindOrTime();
        return bad.stream();
    }

    private void wrongForm() throws JOSEException {
        String[] parts = good.split("\\.");
        add("null", null);
        add("blank", "  ");
        add("no JWT", "hello");
        add("dots only", "..");
        add("signature stripped", parts[0] + "." + parts[1] + ".");
        add("no third part", parts[0] + "." + parts[1]);
        add(
                "signature of another token",
                parts[0] + "." + parts[1] + "."
                        + r.sign(r.claimsWith("sub", "bob")).split("\\.")[2]);
        add(
                "claims of another token",
                parts[0] + "." + r.sign(r.claimsWith("sub", "bob")).split("\\.")[1] + "." + parts[2]);
        add("encrypted", encrypted(r.rsa, good));
        add("claims are no object", r.signText("[1,2,3]"));
        add("claims nested 1,500 deep", r.signText("[".repeat(1_500)));
        add("duplicate claim", r.signText("{\"sub\":\"root\"," + json.substring(1)));
        add("17 KB", r.sign(r.claimsWith("padding", "x".repeat(17 * 1024))));
        add("1 MB", "a".repeat(1_048_576));
    }

    private void wrongSignature() throws JOSEException {
        String[] parts = good.split("\\.");
        RSAKey stranger = FakeRealm.rsaKey("key-1");
        for (String none : List.of("none", "None", "nOnE", "NONE", "")) {
            String header = Base64URL.encode("{\"alg\":\"" + none + "\",\"kid\":\"key-1\"}")
                    .toString();
            add("alg '" + none + "' without signature", header + "." + parts[1] + ".");
            add("alg '" + none + "' with signature", header + "." + parts[1] + "." + parts[2]);
        }
        add("HS256 with the RSA public key", hmac(r.rsa.toRSAPublicKey().getEncoded(), json));
        add("HS256 with the PEM text", hmac(pem(r.rsa), json));
        add("algorithm not on the list (RS512)", signed(JWSAlgorithm.RS512, "key-1", json, r.rsa));
        add(
                "algorithm not on the list (ES256)",
                FakeRealm.sign(
                        new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("ec-1").build(), json, r.ec));
        add("kid ../", signed(JWSAlgorithm.RS256, "../../../dev/null", json, stranger));
        add("kid SQL", signed(JWSAlgorithm.RS256, "x' UNION SELECT 'secret'--", json, stranger));
        add("kid unknown", signed(JWSAlgorithm.RS256, "nobody", json, r.rsa));
        add("no kid", signed(JWSAlgorithm.RS256, null, json, r.rsa));
        add("known kid, foreign key", signed(JWSAlgorithm.RS256, "key-1", json, stranger));
    }

    private void plantedKeys() {
        RSAKey stranger = FakeRealm.rsaKey("key-1");
        add(
                "jku planted",
                FakeRealm.sign(
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .keyID("key-1")
                                .jwkURL(URI.create("http://127.0.0.1:1/evil"))
                                .build(),
                        json,
                        stranger));
        add(
                "jwk planted",
                FakeRealm.sign(
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .keyID("key-1")
                                .jwk(stranger.toPublicJWK())
                                .build(),
                        json,
                        stranger));
        add(
                "x5u planted",
                FakeRealm.sign(
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .keyID("key-1")
                                .x509CertURL(URI.create("http://127.0.0.1:1/evil"))
                                .build(),
                        json,
                        stranger));
        add(
                "critical header nobody knows",
                FakeRealm.sign(
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .keyID("key-1")
                                .customParam("x", 1)
                                .criticalParams(Set.of("x"))
                                .build(),
                        json,
                        r.rsa));
    }

    private void wrongReceiver() {
        add("no aud", "another service", r.sign(r.claimsWith("aud", null)));
        add("empty aud", "another service", r.sign(r.claimsWith("aud", List.of())));
        add("wrong aud", "another service", r.sign(r.claimsWith("aud", List.of("account"))));
        Map<String, Object> azpOnly = r.claimsWith("aud", null);
        azpOnly.put("azp", "pixpro-api");
        add("azp in place of aud", "another service", r.sign(azpOnly));
        add("other client", "an application", r.sign(r.claimsWith("azp", "evil-app")));
        add("no azp", "an application", r.sign(r.claimsWith("azp", null)));
        add("other realm", "somebody else", r.sign(r.claimsWith("iss", r.url() + "/realms/other")));
        add("issuer with a slash", "somebody else", r.sign(r.claimsWith("iss", r.issuer() + "/")));
        add("no iss", "somebody else", r.sign(r.claimsWith("iss", null)));
    }

    private void wrongKindOrTime() {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> expired = r.claimsWith("iat", now - 340);
        expired.put("exp", now - 40);
        Map<String, Object> early = r.claimsWith("iat", now + 600);
        early.put("exp", now + 900);
        add("ID token", "not an access token", r.sign(r.claimsWith("typ", "ID")));
        add("refresh token", "not an access token", r.sign(r.claimsWith("typ", "Refresh")));
        add("offline token", "not an access token", r.sign(r.claimsWith("typ", "Offline")));
        add("no typ", "not an access token", r.sign(r.claimsWith("typ", null)));
        add("expired", "expired", r.sign(expired));
        add("no exp", "when it expires", r.sign(r.claimsWith("exp", null)));
        add("exp is text", "not valid", r.sign(r.claimsWith("exp", "9999999999")));
        add("exp is a list", "not valid", r.sign(r.claimsWith("exp", List.of(now + 300))));
        add("nbf in ten minutes", "not valid yet", r.sign(r.claimsWith("nbf", now + 600)));
        add("iat in the future", "time in the future", r.sign(early));
        add("no iat", "when it was issued", r.sign(r.claimsWith("iat", null)));
        add("no sub", "whose it is", r.sign(r.claimsWith("sub", null)));
        add("blank sub", "whose it is", r.sign(r.claimsWith("sub", " ")));
    }

    private void add(String what, String token) {
        add(what, "", token);
    }

    private void add(String what, String why, String token) {
        bad.add(Arguments.of(what, why, token));
    }

    private static String hmac(byte[] secret, String json) throws JOSEException {
        JWSObject object = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("key-1").build(), new Payload(json));
        object.sign(new MACSigner(secret));
        return object.serialize();
    }

    private static byte[] pem(RSAKey key) throws JOSEException {
        return ("-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(key.toRSAPublicKey().getEncoded()) + "\n-----END PUBLIC KEY-----\n")
                .getBytes();
    }

    private static String encrypted(RSAKey key, String nested) throws JOSEException {
        JWEObject object = new JWEObject(
                new JWEHeader.Builder(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A128GCM)
                        .contentType("JWT")
                        .build(),
                new Payload(nested));
        object.encrypt(new RSAEncrypter(key.toRSAPublicKey()));
        return object.serialize();
    }

    /** A token signed with any RSA algorithm. */
    static String signed(JWSAlgorithm algorithm, String kid, String json, RSAKey key) {
        RSAKey anyUse = new RSAKey.Builder(key).algorithm(null).build();
        return FakeRealm.sign(new JWSHeader.Builder(algorithm).keyID(kid).build(), json, anyUse);
    }
}
