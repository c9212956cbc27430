package routes;

import java.util.List;
import java.util.Map;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import pixpro.local.SharedLocalStack;

/** People of the local stack's Keycloak that a test may do something to, by Keycloak's own administrator. */
final class Members implements AutoCloseable {

    private final Keycloak keycloak = KeycloakBuilder.builder()
            .serverUrl(SharedLocalStack.properties().get("pixpro.keycloak.server-url"))
            .realm("master")
            .clientId("admin-cli")
            .username("admin")
            .password("admin")
            .build();
    private final RealmResource realm = keycloak.realm("pixpro");

    /** @param name of somebody new, and the password; given the roles beside those that all have */
    UserResource add(String name, String... roles) {
        CredentialRepresentation password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setValue(name);
        UserRepresentation user = new UserRepresentation();
        user.setUsername(name);
        user.setEmail(name + "@pixpro.localhost");
        user.setFirstName(name);
        user.setLastName(name);
        user.setEmailVerified(true);
        user.setEnabled(true);
        user.setCredentials(List.of(password));
        remove(name);
        realm.users().create(user).close();
        UserResource added = find(name);
        List<RoleRepresentation> given = List.of(roles).stream().map(this::role).toList();
        added.roles().realmLevel().add(given);
        return added;
    }

    RoleRepresentation role(String name) {
        return realm.roles().get(name).toRepresentation();
    }

    void disable(UserResource user) {
        UserRepresentation representation = user.toRepresentation();
        representation.setEnabled(false);
        user.update(representation);
    }

    /** A client like {@code pixpro-dev} whose tokens last for seconds. */
    void addHastyClient(String id, int seconds) {
        ProtocolMapperRepresentation audience = new ProtocolMapperRepresentation();
        audience.setName("audience");
        audience.setProtocol("openid-connect");
        audience.setProtocolMapper("oidc-audience-mapper");
        audience.setConfig(Map.of("included.client.audience", "pixpro-api", "access.token.claim", "true"));
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId(id);
        client.setPublicClient(true);
        client.setDirectAccessGrantsEnabled(true);
        client.setFullScopeAllowed(true);
        client.setAttributes(Map.of("access.token.lifespan", String.valueOf(seconds)));
        client.setProtocolMappers(List.of(audience));
        removeClient(id);
        realm.clients().create(client).close();
    }

    void removeClient(String id) {
        realm.clients()
                .findByClientId(id)
                .forEach(found -> realm.clients().get(found.getId()).remove());
    }

    void remove(String name) {
        realm.users()
                .searchByUsername(name, true)
                .forEach(user -> realm.users().delete(user.getId()).close());
    }

    private UserResource find(String name) {
        return realm.users()
                .get(realm.users().searchByUsername(name, true).get(0).getId());
    }

    @Override
    public void close() {
        keycloak.close();
    }
}
