package io.windhover.connect.normalise.falco;

import io.windhover.connect.normalise.FieldTable;

/** What is read of an alert: Falco's own members, and the fields that its rules put out. */
enum AlertField {
    TIME("time"),
    /** Nanoseconds since 1970. */
    EVENT_TIME("output_fields.\"evt.time\""),
    /** Given by falcosidekick. */
    UUID("uuid"),
    RULE("rule"),
    SOURCE("source"),
    HOST("hostname"),

    POD("output_fields.\"k8s.pod.name\""),
    NAMESPACE("output_fields.\"k8s.ns.name\""),
    CONTAINER_ID("output_fields.\"container.id\""),
    CONTAINER_NAME("output_fields.\"container.name\""),
    USER_NAME("output_fields.\"user.name\""),
    USER_ID("output_fields.\"user.uid\""),
    FILE("output_fields.\"fd.name\""),
    REMOTE_ADDRESS("output_fields.\"fd.rip\""),
    SERVER_ADDRESS("output_fields.\"fd.sip\""),

    CLUSTER_USER("output_fields.\"ka.user.name\""),
    CLUSTER_AGENT("output_fields.\"ka.useragent\""),
    TARGET_NAMESPACE("output_fields.\"ka.target.namespace\""),
    TARGET_RESOURCE("output_fields.\"ka.target.resource\""),
    TARGET_NAME("output_fields.\"ka.target.name\""),

    CLOUDTRAIL_ARN("output_fields.\"ct.user.arn\""),
    CLOUDTRAIL_USER("output_fields.\"ct.user\""),
    CLOUDTRAIL_ADDRESS("output_fields.\"ct.srcip\""),
    CLOUDTRAIL_AGENT("output_fields.\"ct.useragent\""),
    CLOUDTRAIL_ACCOUNT("output_fields.\"ct.user.accountid\""),
    GOOGLE_USER("output_fields.\"gcp.user\""),
    GOOGLE_ADDRESS("output_fields.\"gcp.callerIP\""),
    GOOGLE_AGENT("output_fields.\"gcp.userAgent\""),
    OKTA_USER("output_fields.\"okta.actor.id\""),
    OKTA_LOGIN("output_fields.\"okta.actor.alternateid\""),
    OKTA_ADDRESS("output_fields.\"okta.client.ip\""),
    GITHUB_USER("output_fields.\"github.user\"");

    static final FieldTable<AlertField> TABLE = FieldTable.of(values(), AlertField::path);

    private final String path;

    AlertField(String path) {
        this.path = path;
    }

    private String path() {
        return path;
    }
}
