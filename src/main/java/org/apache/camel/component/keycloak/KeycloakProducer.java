package org.apache.camel.component.keycloak;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/**
 * Calls Keycloak's admin API. An answer becomes the body; an operation without one leaves the body as it is. Errors are
 * the client's own, e.g. {@code jakarta.ws.rs.NotFoundException}.
 */
class KeycloakProducer extends DefaultProducer {

    private static final int MAX_RESULTS = 100;

    KeycloakProducer(KeycloakEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    public KeycloakEndpoint getEndpoint() {
        return (KeycloakEndpoint) super.getEndpoint();
    }

    @Override
    public void process(Exchange exchange) throws InvalidPayloadException {
        Message message = exchange.getMessage();
        String realmName = message.getHeader(
                KeycloakConstants.REALM_NAME, getEndpoint().getConfiguration().getRealm(), String.class);
        RealmResource realm = getEndpoint().client().realm(realmName);
        switch (operation(message)) {
            case listUsers -> message.setBody(realm.users().list(first(message), max(message)));
            case searchUsers ->
                message.setBody(realm.users()
                        .search(required(message, KeycloakConstants.SEARCH_QUERY), first(message), max(message)));
            case getUser -> message.setBody(user(realm, message).toRepresentation());
            case updateUser -> user(realm, message).update(message.getMandatoryBody(UserRepresentation.class));
            case listRoles -> message.setBody(realm.roles().list());
            case getUserRoles ->
                message.setBody(user(realm, message).roles().realmLevel().listAll());
            case assignRoleToUser -> user(realm, message).roles().realmLevel().add(List.of(role(realm, message)));
            case removeRoleFromUser -> user(realm, message).roles().realmLevel().remove(List.of(role(realm, message)));
            case resetUserPassword -> user(realm, message).resetPassword(newPassword(message));
            case logoutUser -> user(realm, message).logout();
            case listUserSessions -> message.setBody(user(realm, message).getUserSessions());
            default -> throw new IllegalStateException("unknown operation");
        }
    }

    private KeycloakOperations operation(Message message) {
        String name = message.getHeader(
                KeycloakConstants.OPERATION, getEndpoint().getConfiguration().getOperation(), String.class);
        if (name == null) {
            throw new IllegalArgumentException(
                    "Say what to do: the option operation, or the header " + KeycloakConstants.OPERATION);
        }
        return KeycloakOperations.named(name);
    }

    private static UserResource user(RealmResource realm, Message message) {
        return realm.users().get(required(message, KeycloakConstants.USER_ID));
    }

    private static RoleRepresentation role(RealmResource realm, Message message) {
        return realm.roles().get(required(message, KeycloakConstants.ROLE_NAME)).toRepresentation();
    }

    private static CredentialRepresentation newPassword(Message message) {
        CredentialRepresentation credential = new CredentialRepresentation();
        credential.setType(CredentialRepresentation.PASSWORD);
        credential.setValue(required(message, KeycloakConstants.USER_PASSWORD));
        credential.setTemporary(message.getHeader(KeycloakConstants.PASSWORD_TEMPORARY, false, Boolean.class));
        message.removeHeader(KeycloakConstants.USER_PASSWORD);
        return credential;
    }

    private static String required(Message message, String header) {
        String value = message.getHeader(header, String.class);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("The header " + header + " is missing");
        }
        return value;
    }

    private static int first(Message message) {
        return message.getHeader(KeycloakConstants.FIRST_RESULT, 0, Integer.class);
    }

    private static int max(Message message) {
        return message.getHeader(KeycloakConstants.MAX_RESULTS, MAX_RESULTS, Integer.class);
    }
}
