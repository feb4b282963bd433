package io.windhover.connect.normalise.microsoft;

import io.windhover.connect.normalise.FieldTable;

/** What is read of a risk: below {@code properties} where diagnostic settings stream it, at the top from Microsoft Graph. */
enum RiskField {
    DETECTED("properties.detectedDateTime"),
    UPDATED("properties.riskLastUpdatedDateTime"),
    GRAPH_DETECTED("detectedDateTime"),
    GRAPH_UPDATED("riskLastUpdatedDateTime"),
    DETECTION_UPDATED("properties.lastUpdatedDateTime"),
    GRAPH_DETECTION_UPDATED("lastUpdatedDateTime"),
    TIME("time"),
    ID("properties.id"),
    GRAPH_ID("id"),
    CORRELATION("correlationId"),
    REQUEST("properties.requestId"),
    GRAPH_REQUEST("requestId"),
    CATEGORY("category"),
    OPERATION("operationName"),
    EVENT_TYPE("properties.riskEventType"),
    GRAPH_EVENT_TYPE("riskEventType"),
    STATE("properties.riskState"),
    GRAPH_STATE("riskState"),
    SERVICE("properties.source"),
    GRAPH_SERVICE("source"),
    ADDRESS("properties.ipAddress"),
    GRAPH_ADDRESS("ipAddress"),
    TENANT("tenantId"),

    USER("properties.userId"),
    GRAPH_USER("userId"),
    USER_NAME("properties.userPrincipalName"),
    GRAPH_USER_NAME("userPrincipalName"),
    PROGRAM("properties.servicePrincipalId"),
    GRAPH_PROGRAM("servicePrincipalId"),
    PROGRAM_NAME("properties.servicePrincipalDisplayName"),
    GRAPH_PROGRAM_NAME("servicePrincipalDisplayName"),
    DISPLAY_NAME("properties.displayName");

    static final FieldTable<RiskField> TABLE = FieldTable.of(values(), RiskField::path);

    private final String path;

    RiskField(String path) {
        this.path = path;
    }

    private String path() {
        return path;
    }
}
