package io.windhover.connect.normalise.okta;

import io.windhover.connect.normalise.FieldTable;

/** What is read of an event of the System Log. */
enum SystemLogField {
    PUBLISHED("published"),
    UUID("uuid"),
    EVENT_TYPE("eventType"),
    RESULT("outcome.result"),
    REASON("outcome.reason"),

    ACTOR("actor.id"),
    ACTOR_TYPE("actor.type"),
    /** A person's login. */
    ACTOR_LOGIN("actor.alternateId"),
    ACTOR_NAME("actor.displayName"),
    SESSION("authenticationContext.externalSessionId"),
    ROOT_SESSION("authenticationContext.rootSessionId"),
    TOKEN("transaction.detail.requestApiTokenId"),

    ADDRESS("client.ipAddress"),
    USER_AGENT("client.userAgent.rawUserAgent"),
    CHAIN("request.ipChain[]"),
    CHAIN_ADDRESS("request.ipChain[].ip"),
    REQUEST("debugContext.debugData.requestId"),
    TRANSACTION("transaction.id"),

    TARGETS("target[]"),
    TARGET("target[].id"),
    TARGET_TYPE("target[].type"),
    TARGET_LOGIN("target[].alternateId"),
    TARGET_NAME("target[].displayName");

    static final FieldTable<SystemLogField> TABLE = FieldTable.of(values(), SystemLogField::path);

    private final String path;

    SystemLogField(String path) {
        this.path = path;
    }

    private String path() {
        return path;
    }
}
