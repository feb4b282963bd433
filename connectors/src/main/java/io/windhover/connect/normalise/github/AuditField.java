package io.windhover.connect.normalise.github;

import io.windhover.connect.normalise.FieldTable;

/** What is read of an event of the audit log. */
enum AuditField {
    TIMESTAMP("@timestamp"),
    CREATED("created_at"),
    DOCUMENT("_document_id"),
    /** GitHub Enterprise Server keeps it, and more, one level down. */
    DATA_DOCUMENT("data._document_id"),
    ACTION("action"),
    OPERATION_TYPE("operation_type"),
    /** How a run of a workflow ended. */
    CONCLUSION("conclusion"),

    ACTOR("actor"),
    ACTOR_ID("actor_id"),
    ACTOR_IS_BOT("actor_is_bot"),
    /** Who the actor is to the identity provider of the enterprise, where it signs its people on. */
    EXTERNAL_NAME("external_identity_nameid"),
    TOKEN("token_id"),
    HASHED_TOKEN("hashed_token"),
    SESSION("actor_session"),
    DATA_SESSION("data.actor_session"),
    ADDRESS("actor_ip"),
    USER_AGENT("user_agent"),

    REQUEST("request_id"),
    DATA_REQUEST("data.request_id"),
    DATA_METHOD("data.method"),
    DATA_ADDRESS("data.url"),

    /** One, or several where what was done concerns several. */
    ORGANISATION("org[]"),
    BUSINESS("business"),
    REPOSITORY("repo[]"),
    GIT_REPOSITORY("repository"),
    TEAM("team"),
    DATA_TEAM("data.team"),
    USER("user"),
    HOOK("hook_id"),
    DATA_HOOK("data.hook_id"),
    INTEGRATION("integration"),
    WORKFLOW_RUN("workflow_run_id");

    static final FieldTable<AuditField> TABLE = FieldTable.of(values(), AuditField::path);

    private final String path;

    AuditField(String path) {
        this.path = path;
    }

    private String path() {
        return path;
    }
}
