package pixpro.notify;

import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.client.ClientBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.keycloak.OAuth2Constants;
import org.keycloak.admin.client.JacksonProvider;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.AdminEventRepresentation;
import org.keycloak.representations.idm.EventRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.idm.UserSessionRepresentation;
import pixpro.http.KeycloakSettings;

/** The realm by its admin API: what it writes down of logouts and of what its administrators do. */
final class KeycloakRealm implements Realm {

    private static final List<String> ENDS = List.of("LOGOUT", "REVOKE_GRANT", "DELETE_ACCOUNT");

    /** What takes no right away, however often it happens. */
    private static final Set<String> HARMLESS = Set.of("CREATE");

    /** What may change the rights of many at once. */
    private static final Set<String> FOR_MANY =
            Set.of("REALM", "REALM_ROLE", "REALM_ROLE_MAPPING", "GROUP", "CLIENT", "CLIENT_SCOPE");

    private static final Pattern USER = Pattern.compile("users/([^/]+).*");
    private static final Pattern SESSION = Pattern.compile("sessions/([^/]+)");
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 10;
    private static final int CONNECT_SECONDS = 1;
    private static final int READ_SECONDS = 2;

    private final Keycloak keycloak;
    private final RealmResource realm;

    KeycloakRealm(KeycloakSettings settings, RightsSettings account) {
        keycloak = KeycloakBuilder.builder()
                .serverUrl(settings.serverUrl().toString())
                .realm(settings.realm())
                .grantType(OAuth2Constants.CLIENT_CREDENTIALS)
                .clientId(account.clientId())
                .clientSecret(account.clientSecret())
                .resteasyClient(ClientBuilder.newBuilder()
                        .connectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                        .readTimeout(READ_SECONDS, TimeUnit.SECONDS)
                        .register(new JacksonProvider())
                        .build())
                .build();
        realm = keycloak.realm(settings.realm());
    }

    @Override
    public List<Change> changes(Instant since) {
        String from = String.valueOf(since.toEpochMilli());
        List<Change> found = new ArrayList<>();
        for (EventRepresentation event :
                all(first -> realm.getEvents(ENDS, null, null, from, null, null, first, PAGE))) {
            found.add(new Change(
                    event.getId(), Instant.ofEpochMilli(event.getTime()), event.getUserId(), event.getSessionId()));
        }
        for (AdminEventRepresentation event :
                all(first -> realm.getAdminEvents(null, null, null, null, null, null, null, from, null, first, PAGE))) {
            change(event).ifPresent(found::add);
        }
        found.sort(Comparator.comparing(Change::at));
        return found;
    }

    @Override
    public Optional<Account> account(String userId) {
        UserResource user = realm.users().get(userId);
        try {
            return Optional.of(new Account(
                    user.toRepresentation().isEnabled(),
                    user.roles().realmLevel().listEffective().stream()
                            .map(RoleRepresentation::getName)
                            .collect(Collectors.toSet()),
                    user.getUserSessions().stream()
                            .map(UserSessionRepresentation::getId)
                            .collect(Collectors.toSet())));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    private static Optional<Change> change(AdminEventRepresentation event) {
        if (HARMLESS.contains(event.getOperationType())) {
            return Optional.empty();
        }
        Instant at = Instant.ofEpochMilli(event.getTime());
        String path = String.valueOf(event.getResourcePath());
        Matcher user = USER.matcher(path);
        if (user.matches()) {
            return Optional.of(new Change(event.getId(), at, user.group(1), null));
        }
        Matcher session = SESSION.matcher(path);
        if (session.matches()) {
            return Optional.of(new Change(event.getId(), at, null, session.group(1)));
        }
        return FOR_MANY.contains(event.getResourceType())
                ? Optional.of(new Change(event.getId(), at, null, null))
                : Optional.empty();
    }

    /** Newest first, as Keycloak gives them; who has more than fits is told of the newest. */
    private static <T> List<T> all(IntFunction<List<T>> page) {
        List<T> all = new ArrayList<>();
        for (int i = 0; i < MOST_PAGES; i++) {
            List<T> found = page.apply(i * PAGE);
            all.addAll(found);
            if (found.size() < PAGE) {
                break;
            }
        }
        return all;
    }

    @Override
    public void close() {
        keycloak.close();
    }
}
