package io.windhover.rules.alias;

import io.windhover.schemas.Actor;
import io.windhover.schemas.Api;
import io.windhover.schemas.Cloud;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.Geo;
import io.windhover.schemas.Resource;
import io.windhover.schemas.SourceEndpoint;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The names with prefix {@code ocsf.} and {@code entity.} that any rule may use, and where they stand in a
 * {@link CloudEvent}. {@code ocsf.} names are attributes of OCSF 1.8.
 */
public final class NormalisedFields {
    /** What an indicator of compromise can name; OCSF's observables are drawn from an event's attributes in the same way. */
    private static final List<String> OBSERVABLES = List.of(
            "ocsf.src_endpoint.ip",
            "ocsf.src_endpoint.hostname",
            "ocsf.src_endpoint.vpc_uid",
            "ocsf.http_request.user_agent",
            "ocsf.actor.user.uid",
            "ocsf.actor.user.name",
            "ocsf.actor.user.account.uid",
            "ocsf.actor.user.credential_uid",
            "ocsf.actor.session.uid",
            "ocsf.actor.session.issuer",
            "ocsf.actor.invoked_by",
            "ocsf.cloud.account.uid",
            "ocsf.cloud.org.uid",
            "ocsf.resources.uid",
            "ocsf.resources.owner.account.uid",
            "entity.principal");

    private static final Map<String, NormalisedField> BY_NAME = table();

    private NormalisedFields() {}

    /**
     * One of the names.
     *
     * @param description one line for the reference page
     */
    public record NormalisedField(
            String name, String description, Function<CloudEvent, List<? extends Object>> reader) {
        /** Its values: texts, numbers and booleans; none where the event lacks it. */
        public List<? extends Object> values(CloudEvent event) {
            return reader.apply(event);
        }
    }

    public static Optional<NormalisedField> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** All of them, in the order of the reference page. */
    public static Collection<NormalisedField> all() {
        return BY_NAME.values();
    }

    private static Map<String, NormalisedField> table() {
        Table table = new Table();
        table.event("ocsf.metadata.uid", "The event's unique id.", CloudEvent::getUid);
        table.event("ocsf.time", "When it was done, ISO 8601, UTC.", CloudEvent::getTime);
        table.event("ocsf.class_uid", "The OCSF class.", CloudEvent::getClassUid);
        table.event("ocsf.activity_id", "The activity within the class.", CloudEvent::getActivityId);
        table.event("ocsf.status_id", "0 unknown, 1 success, 2 failure.", CloudEvent::getStatusId);
        table.event("ocsf.status", "Success or Failure, where the log tells.", event -> status(event.getStatusId()));
        table.actor("ocsf.actor.user.uid", "The provider's id of the actor.", Actor::getUserUid);
        table.actor("ocsf.actor.user.name", "The actor's name.", Actor::getUserName);
        table.actor("ocsf.actor.user.type", "The log's word for the kind of actor.", Actor::getType);
        table.actor("ocsf.actor.user.account.uid", "The account the actor belongs to.", Actor::getAccountUid);
        table.actor("ocsf.actor.user.credential_uid", "The id of the key that signed.", Actor::getCredentialUid);
        table.actor("ocsf.actor.session.uid", "The session.", Actor::getSessionUid);
        table.actor("ocsf.actor.session.issuer", "Who issued the session.", Actor::getSessionIssuer);
        table.actor("ocsf.actor.session.is_mfa", "Whether a second factor stands behind it.", Actor::getSessionMfa);
        table.actor("ocsf.actor.invoked_by", "The service that called for the actor.", Actor::getInvokedBy);
        table.source("ocsf.src_endpoint.ip", "The caller's IP address.", SourceEndpoint::getIp);
        table.source("ocsf.src_endpoint.hostname", "What the log has instead of one.", SourceEndpoint::getHostname);
        table.source(
                "ocsf.src_endpoint.vpc_uid",
                "The private endpoint it came through.",
                SourceEndpoint::getVpcEndpointUid);
        table.geo("ocsf.src_endpoint.location.country", "ISO 3166-1 alpha-2.", Geo::getCountry);
        table.geo("ocsf.src_endpoint.location.region", "ISO 3166-2.", Geo::getRegion);
        table.geo("ocsf.src_endpoint.location.city", "The city's English name.", Geo::getCity);
        table.geo("ocsf.src_endpoint.location.lat", "Latitude in degrees.", Geo::getLatitude);
        table.geo("ocsf.src_endpoint.location.long", "Longitude in degrees.", Geo::getLongitude);
        table.geo("ocsf.src_endpoint.autonomous_system.number", "The network's AS number.", Geo::getAsNumber);
        table.geo("ocsf.src_endpoint.autonomous_system.name", "The network's operator.", Geo::getAsName);
        table.geo("ocsf.src_endpoint.network_type", "cloud, hosting, vpn, relay, …", Geo::getNetwork);
        table.source("ocsf.http_request.user_agent", "The client program.", SourceEndpoint::getUserAgent);
        table.api("ocsf.api.operation", "The operation called.", Api::getOperation);
        table.api("ocsf.api.service.name", "The service called.", Api::getService);
        table.api("ocsf.api.request.uid", "The provider's id of the request.", Api::getRequestUid);
        table.api("ocsf.api.response.error", "The error's code.", Api::getError);
        table.api("ocsf.api.response.error_message", "The error's text.", Api::getErrorMessage);
        table.api("ocsf.api.read_only", "Whether the call only reads.", Api::getReadOnly);
        table.cloud("ocsf.cloud.account.uid", "Account, subscription or project.", Cloud::getAccountUid);
        table.cloud("ocsf.cloud.org.uid", "Organisation or tenant.", Cloud::getOrgUid);
        table.cloud("ocsf.cloud.region", "Region.", Cloud::getRegion);
        table.event("ocsf.cloud.provider", "Who wrote the log.", CloudEvent::getProvider);
        table.resources("ocsf.resources.uid", "The things the call was about.", Resource::getUid);
        table.resources("ocsf.resources.type", "Their types.", Resource::getType);
        table.resources("ocsf.resources.owner.account.uid", "Who owns them.", Resource::getAccountUid);
        table.all(
                "ocsf.observables.value",
                "All by which an event can be recognised: addresses, hosts, user agents, users, keys, accounts, resources.",
                OBSERVABLES);
        table.actor("entity.principal", "Who is behind the call, stable over sessions.", Actor::getPrincipal);
        table.actor("entity.session", "The session.", Actor::getSessionUid);
        table.actor("entity.key", "The id of the key that signed.", Actor::getCredentialUid);
        table.resources("entity.resource", "The things the call was about.", Resource::getUid);
        table.source(
                "entity.agent",
                "The client program and its system without versions, such as aws-cli on Linux.",
                source -> AgentFamily.of(source.getUserAgent()));
        return table.fields;
    }

    private static @Nullable String status(int id) {
        return id == 1 ? "Success" : id == 2 ? "Failure" : null;
    }

    /** Adds rows that read one part of an event each. */
    private static final class Table {
        private final Map<String, NormalisedField> fields = new LinkedHashMap<>();

        void event(String name, String description, Function<CloudEvent, @Nullable Object> reader) {
            add(name, description, event -> values(reader.apply(event)));
        }

        void actor(String name, String description, Function<Actor, @Nullable Object> reader) {
            add(name, description, event -> values(reader.apply(event.getActor())));
        }

        void source(String name, String description, Function<SourceEndpoint, @Nullable Object> reader) {
            add(name, description, event -> values(reader.apply(event.getSource())));
        }

        void geo(String name, String description, Function<Geo, @Nullable Object> reader) {
            add(name, description, event -> {
                Geo geo = event.getSource().getGeo();
                return geo == null ? List.of() : values(reader.apply(geo));
            });
        }

        void api(String name, String description, Function<Api, @Nullable Object> reader) {
            add(name, description, event -> values(reader.apply(event.getApi())));
        }

        void cloud(String name, String description, Function<Cloud, @Nullable Object> reader) {
            add(name, description, event -> values(reader.apply(event.getCloud())));
        }

        void resources(String name, String description, Function<Resource, @Nullable Object> reader) {
            add(name, description, event -> event.getResources().stream()
                    .map(reader)
                    .filter(Objects::nonNull)
                    .toList());
        }

        /** A field with the values of others, each value once. */
        void all(String name, String description, List<String> others) {
            add(name, description, event -> others.stream()
                    .flatMap(other -> named(other).orElseThrow().values(event).stream())
                    .distinct()
                    .toList());
        }

        private void add(String name, String description, Function<CloudEvent, List<? extends Object>> reader) {
            fields.put(name, new NormalisedField(name, description, reader));
        }

        private static List<Object> values(@Nullable Object value) {
            return value == null ? List.of() : List.of(value);
        }
    }
}
