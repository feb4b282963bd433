package io.windhover.connect.normalise.microsoft;

import io.windhover.connect.normalise.FieldTable;

/** What is read of a change in Entra. */
enum DirectoryAuditField {
    ACTIVITY_TIME("properties.activityDateTime"),
    TIME("time"),
    ID("properties.id"),
    CORRELATION("correlationId"),
    OPERATION("operationName"),
    ACTIVITY("properties.activityDisplayName"),
    SERVICE("properties.loggedByService"),
    RESULT("properties.result"),
    RESULT_TYPE("resultType"),
    REASON("properties.resultReason"),
    DESCRIPTION("resultDescription"),
    TENANT("tenantId"),
    CALLER_ADDRESS("callerIpAddress"),

    USER("properties.initiatedBy.user.id"),
    USER_PRINCIPAL_NAME("properties.initiatedBy.user.userPrincipalName"),
    USER_DISPLAY_NAME("properties.initiatedBy.user.displayName"),
    USER_ADDRESS("properties.initiatedBy.user.ipAddress"),
    PROGRAM("properties.initiatedBy.app.servicePrincipalId"),
    PROGRAM_NAME("properties.initiatedBy.app.servicePrincipalName"),
    APPLICATION("properties.initiatedBy.app.appId"),
    APPLICATION_NAME("properties.initiatedBy.app.displayName"),

    TARGETS("properties.targetResources[]"),
    TARGET("properties.targetResources[].id"),
    TARGET_TYPE("properties.targetResources[].type"),
    TARGET_USER("properties.targetResources[].userPrincipalName"),
    TARGET_NAME("properties.targetResources[].displayName"),
    DETAILS("properties.additionalDetails[]"),
    DETAIL_KEY("properties.additionalDetails[].key"),
    DETAIL_VALUE("properties.additionalDetails[].value");

    static final FieldTable<DirectoryAuditField> TABLE = FieldTable.of(values(), DirectoryAuditField::path);

    private final String path;

    DirectoryAuditField(String path) {
        this.path = path;
    }

    private String path() {
        return path;
    }
}
