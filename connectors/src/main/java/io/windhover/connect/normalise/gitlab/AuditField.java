package io.windhover.connect.normalise.gitlab;

import io.windhover.connect.normalise.FieldTable;

/** What is read of an audit event: streaming has at the top what the REST API has among the details. */
enum AuditField {
    CREATED("created_at"),
    /** In the log file of a server. */
    TIME("time"),
    ID("id"),
    EVENT_TYPE("event_type"),
    EVENT_NAME("event_name"),

    AUTHOR("author_id"),
    AUTHOR_NAME("author_name"),
    DETAILS_AUTHOR_NAME("details.author_name"),
    AUTHOR_CLASS("details.author_class"),
    ADDRESS("ip_address"),
    DETAILS_ADDRESS("details.ip_address"),

    ENTITY("entity_id"),
    ENTITY_TYPE("entity_type"),
    ENTITY_PATH("entity_path"),
    DETAILS_ENTITY_PATH("details.entity_path"),
    TARGET("target_id"),
    DETAILS_TARGET("details.target_id"),
    TARGET_TYPE("target_type"),
    DETAILS_TARGET_TYPE("details.target_type"),
    TARGET_NAME("target_details"),
    DETAILS_TARGET_NAME("details.target_details"),

    ADD("details.add"),
    REMOVE("details.remove"),
    CHANGE("details.change"),
    LOGGED_CHANGE("change"),
    SIGNED_IN_WITH("details.with"),
    FAILED_LOGIN("details.failed_login"),
    MESSAGE("details.custom_message"),
    /** A message in parts, for what is done with Git. */
    MESSAGE_ACTION("details.custom_message.action");

    static final FieldTable<AuditField> TABLE = FieldTable.of(values(), AuditField::path);

    private final String path;

    AuditField(String path) {
        this.path = path;
    }

    private String path() {
        return path;
    }
}
