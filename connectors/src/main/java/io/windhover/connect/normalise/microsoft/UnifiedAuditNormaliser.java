package io.windhover.connect.normalise.microsoft;

import io.windhover.connect.normalise.Described;
import io.windhover.connect.normalise.FieldValues;
import io.windhover.connect.normalise.Outcome;
import io.windhover.connect.normalise.RecordNormaliser;
import io.windhover.connect.normalise.Resources;
import io.windhover.connect.normalise.SourceAddress;
import io.windhover.schemas.Actor;
import io.windhover.schemas.Api;
import io.windhover.schemas.Cloud;
import io.windhover.schemas.LogSource;
import io.windhover.schemas.Resource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Microsoft 365's unified audit log ("Office 365 Management Activity API schema"). Its times are UTC without saying so. */
public final class UnifiedAuditNormaliser extends RecordNormaliser<UnifiedAuditField> {

    private static final String LOGIN_FAILED = "userloginfailed";
    private static final Set<String> UNTOLD = Set.of("<null>", "not available", "unknown");

    private UnifiedAuditNormaliser(String service) {
        super(new LogSource("m365", service, null), UnifiedAuditField.TABLE, List.of(UnifiedAuditField.TIME));
    }

    /** For what people, administrators and programs do, in any workload. */
    public static UnifiedAuditNormaliser ofActivities() {
        return new UnifiedAuditNormaliser("audit");
    }

    /** For the alerts of the security and compliance centre. */
    public static UnifiedAuditNormaliser ofAlerts() {
        return new UnifiedAuditNormaliser("threat_management");
    }

    @Override
    protected Described describe(FieldValues<UnifiedAuditField> record) {
        String operation = DirectoryActivity.trimmed(record.get(UnifiedAuditField.OPERATION));
        Outcome outcome = outcome(record, operation);
        boolean failed = outcome == Outcome.FAILURE;
        return new Described(
                record.get(UnifiedAuditField.ID),
                DirectoryActivity.of(operation),
                outcome,
                actor(record),
                SourceAddress.endpoint(address(record), userAgent(record)),
                new Api(
                        record.get(UnifiedAuditField.WORKLOAD),
                        operation,
                        record.first(UnifiedAuditField.REQUEST, UnifiedAuditField.CORRELATION),
                        null,
                        failed ? record.first(UnifiedAuditField.ERROR_NUMBER, UnifiedAuditField.LOGON_ERROR) : null,
                        failed ? record.get(UnifiedAuditField.LOGON_ERROR) : null),
                new Cloud(null, record.get(UnifiedAuditField.ORGANISATION), null),
                resources(record));
    }

    /** What has no result was done. A failed sign-in may call its result a success: the check itself succeeded. */
    private static Outcome outcome(FieldValues<UnifiedAuditField> record, @Nullable String operation) {
        if (LOGIN_FAILED.equalsIgnoreCase(operation)) {
            return Outcome.FAILURE;
        }
        String result = record.get(UnifiedAuditField.RESULT);
        if (result == null) {
            return operation == null ? Outcome.UNKNOWN : Outcome.SUCCESS;
        }
        return switch (result.strip().toLowerCase(Locale.ROOT)) {
            case "true", "success", "succeeded", "partiallysucceeded" -> Outcome.SUCCESS;
            case "false", "failed", "failure", "fail" -> Outcome.FAILURE;
            default -> Outcome.UNKNOWN;
        };
    }

    private static Actor actor(FieldValues<UnifiedAuditField> record) {
        String object = Stream.concat(
                        record.list(UnifiedAuditField.ACTORS).stream()
                                .map(actor -> actor.get(UnifiedAuditField.ACTOR_ID)),
                        Stream.of(record.get(UnifiedAuditField.USER_KEY), record.get(UnifiedAuditField.USER)))
                .map(UnifiedAuditNormaliser::objectId)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        String user = record.get(UnifiedAuditField.USER);
        String name = objectId(user) == null ? DirectoryName.userPrincipalName(user) : programName(record);
        return new Actor(
                object == null ? name : object,
                record.get(UnifiedAuditField.USER_TYPE),
                object == null ? told(record.get(UnifiedAuditField.USER_KEY)) : object,
                name,
                session(record),
                null,
                null,
                record.get(UnifiedAuditField.TOKEN),
                null,
                null,
                objectId(user) == null ? DirectoryName.alias(object, name) : null);
    }

    private static @Nullable String programName(FieldValues<UnifiedAuditField> record) {
        for (FieldValues<UnifiedAuditField> actor : record.list(UnifiedAuditField.ACTORS)) {
            if ("1".equals(actor.get(UnifiedAuditField.ACTOR_TYPE))) {
                return actor.get(UnifiedAuditField.ACTOR_ID);
            }
        }
        return null;
    }

    /** Null where the log says in words that it does not say. */
    private static @Nullable String told(@Nullable String text) {
        return text == null || UNTOLD.contains(text.toLowerCase(Locale.ROOT)) ? null : text;
    }

    /** An object id, or one behind a word that says whose ({@code ServicePrincipal_…}). */
    private static @Nullable String objectId(@Nullable String text) {
        if (text == null) {
            return null;
        }
        int underscore = text.indexOf('_');
        String kind = underscore < 0 ? "" : text.substring(0, underscore);
        boolean named = kind.equals("User") || kind.equals("ServicePrincipal");
        return DirectoryName.objectId(named ? text.substring(underscore + 1) : text);
    }

    private static @Nullable String session(FieldValues<UnifiedAuditField> record) {
        String session = record.first(UnifiedAuditField.DIRECTORY_SESSION, UnifiedAuditField.SESSION);
        return session == null
                ? named(
                        record.list(UnifiedAuditField.DEVICE),
                        UnifiedAuditField.DEVICE_NAME,
                        UnifiedAuditField.DEVICE_VALUE,
                        "SessionId")
                : session;
    }

    private static @Nullable String userAgent(FieldValues<UnifiedAuditField> record) {
        String agent = record.first(UnifiedAuditField.USER_AGENT, UnifiedAuditField.CLIENT_INFO);
        return agent == null
                ? named(
                        record.list(UnifiedAuditField.PROPERTIES),
                        UnifiedAuditField.PROPERTY_NAME,
                        UnifiedAuditField.PROPERTY_VALUE,
                        "UserAgent")
                : agent;
    }

    private static @Nullable String named(
            List<FieldValues<UnifiedAuditField>> list,
            UnifiedAuditField nameField,
            UnifiedAuditField valueField,
            String name) {
        for (FieldValues<UnifiedAuditField> property : list) {
            if (name.equalsIgnoreCase(property.get(nameField))) {
                return property.get(valueField);
            }
        }
        return null;
    }

    /** The first that is an address: workloads differ in which they fill, and some fill one with words. */
    private static @Nullable String address(FieldValues<UnifiedAuditField> record) {
        List<UnifiedAuditField> fields = List.of(
                UnifiedAuditField.CLIENT_ADDRESS, UnifiedAuditField.MAILBOX_ADDRESS, UnifiedAuditField.ACTOR_ADDRESS);
        return fields.stream()
                .map(record::get)
                .filter(address -> address != null && SourceAddress.ip(address) != null)
                .findFirst()
                .orElseGet(() -> told(record.first(fields)));
    }

    private static List<Resource> resources(FieldValues<UnifiedAuditField> record) {
        Resources resources = new Resources();
        for (FieldValues<UnifiedAuditField> target : record.list(UnifiedAuditField.TARGETS)) {
            String id = target.get(UnifiedAuditField.TARGET_ID);
            String object = objectId(id);
            if (object != null) {
                resources.add(object, "directory object");
            } else if (id != null && id.indexOf('@') > 0) {
                resources.add(DirectoryName.userPrincipalName(id), "user");
            }
        }
        String object = told(record.get(UnifiedAuditField.OBJECT));
        boolean guest = object != null && object.contains("#EXT#");
        resources.add(
                guest ? DirectoryName.userPrincipalName(object) : object, record.get(UnifiedAuditField.ITEM_TYPE));
        resources.add(DirectoryName.userPrincipalName(record.get(UnifiedAuditField.MAILBOX)), "mailbox");
        resources.add(record.get(UnifiedAuditField.SITE), "site");
        return resources.list();
    }
}
