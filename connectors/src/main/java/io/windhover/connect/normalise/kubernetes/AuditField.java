package io.windhover.connect.normalise.kubernetes;

import io.windhover.connect.normalise.FieldTable;

/** What is read of an event of the audit log, audit.k8s.io/v1 and v1beta1. */
enum AuditField {
    STAGE_TIME("stageTimestamp"),
    RECEIVED("requestReceivedTimestamp"),
    /** As v1beta1 had it. */
    TIMESTAMP("timestamp"),
    CREATED("metadata.creationTimestamp"),
    AUDIT_ID("auditID"),
    STAGE("stage"),
    VERB("verb"),
    URI("requestURI"),
    USER_AGENT("userAgent"),
    ADDRESSES("sourceIPs[]"),
    DECISION("annotations.\"authorization.k8s.io/decision\""),

    USER("user.username"),
    USER_ID("user.uid"),
    CREDENTIAL("user.extra.\"authentication.kubernetes.io/credential-id\"[]"),
    POD("user.extra.\"authentication.kubernetes.io/pod-name\"[]"),
    /** Whom Amazon EKS took the caller for. */
    EKS_ARN("user.extra.arn[]"),
    EKS_KEY("user.extra.accessKeyId[]"),
    /** Whom Azure Kubernetes Service took the caller for. */
    ENTRA_OBJECT("user.extra.oid[]"),
    IMPERSONATED("impersonatedUser.username"),

    RESOURCE("objectRef.resource"),
    SUBRESOURCE("objectRef.subresource"),
    NAMESPACE("objectRef.namespace"),
    NAME("objectRef.name"),
    API_GROUP("objectRef.apiGroup"),
    /** Where the API server made up the name. */
    CREATED_NAME("responseObject.metadata.name"),
    WANTED_NAME("requestObject.metadata.name"),

    CODE("responseStatus.code"),
    REASON("responseStatus.reason"),
    MESSAGE("responseStatus.message");

    static final FieldTable<AuditField> TABLE = FieldTable.of(values(), AuditField::path);

    private final String path;

    AuditField(String path) {
        this.path = path;
    }

    private String path() {
        return path;
    }
}
