package io.windhover.connect.normalise.gitlab;

import io.windhover.connect.normalise.FieldTable;

/** What is read of the body of a webhook or of a system hook. */
enum WebhookField {
    OBJECT_UPDATED("object_attributes.updated_at"),
    OBJECT_CREATED("object_attributes.created_at"),
    UPDATED("updated_at"),
    CREATED("created_at"),

    KIND("object_kind"),
    NAME("event_name"),
    ACTION("object_attributes.action"),
    TOP_ACTION("action"),
    /** Of a pipeline. */
    STATUS("object_attributes.status"),
    /** Of a job. */
    BUILD_STATUS("build_status"),
    /** Of a deployment, or of a blocked user. */
    TOP_STATUS("status"),

    ACTOR("user.id"),
    ACTOR_LOGIN("user.username"),
    ACTOR_NAME("user.name"),
    USER("user_id"),
    USER_LOGIN("user_username"),
    USER_NAME("user_name"),
    LOGIN("username"),

    PROJECT("project.path_with_namespace"),
    PROJECT_PAGE("project.web_url"),
    PROJECT_PATH("path_with_namespace"),
    TEAM_PROJECT_PATH("project_path_with_namespace"),
    PROJECT_NUMBER("project_id"),
    GROUP("group.full_path"),
    GROUP_PATH("group_path"),
    FULL_PATH("full_path"),
    REF("ref"),
    OBJECT("object_attributes.id"),
    OBJECT_NUMBER("object_attributes.iid");

    static final FieldTable<WebhookField> TABLE = FieldTable.of(values(), WebhookField::path);

    private final String path;

    WebhookField(String path) {
        this.path = path;
    }

    private String path() {
        return path;
    }
}
