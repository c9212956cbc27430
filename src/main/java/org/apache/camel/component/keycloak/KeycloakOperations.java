package org.apache.camel.component.keycloak;

/** What the producer does; the names are the published component's. This build has those that PixPro needs. */
public enum KeycloakOperations {
    /** Body: {@code List<UserRepresentation>}. */
    listUsers,
    /** Body: {@code List<UserRepresentation>}. Header: SEARCH_QUERY. */
    searchUsers,
    /** Body: {@code UserRepresentation}. Header: USER_ID. */
    getUser,
    /** Takes a {@code UserRepresentation} as body. Header: USER_ID. */
    updateUser,
    /** Body: {@code List<RoleRepresentation>}, the realm's roles. */
    listRoles,
    /** Body: {@code List<RoleRepresentation>}, the realm roles given to the user. Header: USER_ID. */
    getUserRoles,
    /** Headers: USER_ID, ROLE_NAME. */
    assignRoleToUser,
    /** Headers: USER_ID, ROLE_NAME. */
    removeRoleFromUser,
    /** Headers: USER_ID, USER_PASSWORD, PASSWORD_TEMPORARY. */
    resetUserPassword,
    /** Ends the user's sessions. Header: USER_ID. */
    logoutUser,
    /** Body: {@code List<UserSessionRepresentation>}. Header: USER_ID. */
    listUserSessions;

    static KeycloakOperations named(String name) {
        for (KeycloakOperations operation : values()) {
            if (operation.name().equals(name)) {
                return operation;
            }
        }
        throw new IllegalArgumentException(
                "The operation " + name + " is not supported by this build of the keycloak component");
    }
}
