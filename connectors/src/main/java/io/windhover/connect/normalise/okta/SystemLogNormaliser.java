package io.windhover.connect.normalise.okta;

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
import io.windhover.schemas.SourceEndpoint;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Okta's System Log ("LogEvent object", Okta API reference). */
public final class SystemLogNormaliser extends RecordNormaliser<SystemLogField> {

    /** What the log writes in place of what it does not know. */
    private static final String UNKNOWN = "unknown";

    private static final String ADDRESS_AS_ACTOR = "IP address";
    private static final String PERSON = "User";
    private static final String APPLICATION = "AppInstance";

    /** For events of any type. */
    public SystemLogNormaliser() {
        super(new LogSource("okta", "okta", null), SystemLogField.TABLE, List.of(SystemLogField.PUBLISHED));
    }

    @Override
    protected Described describe(FieldValues<SystemLogField> record) {
        String type = record.get(SystemLogField.EVENT_TYPE);
        Outcome outcome = outcome(record.get(SystemLogField.RESULT));
        String reason = outcome == Outcome.FAILURE ? record.get(SystemLogField.REASON) : null;
        String request = told(record.get(SystemLogField.REQUEST));
        return new Described(
                record.get(SystemLogField.UUID),
                SystemLogActivity.of(type),
                outcome,
                actor(record),
                source(record),
                new Api(
                        application(record),
                        type,
                        request == null ? told(record.get(SystemLogField.TRANSACTION)) : request,
                        null,
                        outcome == Outcome.FAILURE ? record.get(SystemLogField.RESULT) : null,
                        reason),
                new Cloud(null, null, null),
                resources(record));
    }

    /** What is asked for more, put off or left is neither. */
    private static Outcome outcome(@Nullable String result) {
        return result == null
                ? Outcome.UNKNOWN
                : switch (result.toUpperCase(Locale.ROOT)) {
                    case "SUCCESS", "ALLOW" -> Outcome.SUCCESS;
                    case "FAILURE", "DENY", "RATE_LIMIT" -> Outcome.FAILURE;
                    default -> Outcome.UNKNOWN;
                };
    }

    /** A login that belongs to nobody has no id: then the log knows only what was typed. */
    private static Actor actor(FieldValues<SystemLogField> record) {
        String type = record.get(SystemLogField.ACTOR_TYPE);
        boolean address = ADDRESS_AS_ACTOR.equalsIgnoreCase(type);
        String id = address ? null : told(record.get(SystemLogField.ACTOR));
        String login = lowerCase(told(record.get(SystemLogField.ACTOR_LOGIN)));
        String name = address ? null : told(record.get(SystemLogField.ACTOR_NAME));
        String session = told(record.get(SystemLogField.SESSION));
        return new Actor(
                id == null ? login : id,
                type,
                id,
                login == null ? name : login,
                session == null ? told(record.get(SystemLogField.ROOT_SESSION)) : session,
                null,
                null,
                told(record.get(SystemLogField.TOKEN)),
                null,
                null,
                alias(id, login, type));
    }

    /** A person's login is their administrator's to give, where the log knows the person. */
    private static @Nullable String alias(@Nullable String id, @Nullable String login, @Nullable String type) {
        return id == null || !PERSON.equalsIgnoreCase(type) ? null : login;
    }

    private static SourceEndpoint source(FieldValues<SystemLogField> record) {
        String address = record.get(SystemLogField.ADDRESS);
        List<FieldValues<SystemLogField>> chain = record.list(SystemLogField.CHAIN);
        if (address == null && !chain.isEmpty()) {
            address = chain.get(0).get(SystemLogField.CHAIN_ADDRESS);
        }
        return SourceAddress.endpoint(address, record.get(SystemLogField.USER_AGENT));
    }

    private static @Nullable String application(FieldValues<SystemLogField> record) {
        for (FieldValues<SystemLogField> target : record.list(SystemLogField.TARGETS)) {
            if (APPLICATION.equals(target.get(SystemLogField.TARGET_TYPE))) {
                return target.first(SystemLogField.TARGET_NAME, SystemLogField.TARGET_LOGIN);
            }
        }
        return null;
    }

    private static List<Resource> resources(FieldValues<SystemLogField> record) {
        Resources resources = new Resources();
        for (FieldValues<SystemLogField> target : record.list(SystemLogField.TARGETS)) {
            String id = told(target.get(SystemLogField.TARGET));
            String login = told(target.get(SystemLogField.TARGET_LOGIN));
            String otherwise = login == null ? told(target.get(SystemLogField.TARGET_NAME)) : login;
            resources.add(id == null ? otherwise : id, target.get(SystemLogField.TARGET_TYPE));
        }
        return resources.list();
    }

    private static @Nullable String told(@Nullable String text) {
        return UNKNOWN.equalsIgnoreCase(text) ? null : text;
    }

    private static @Nullable String lowerCase(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }
}
