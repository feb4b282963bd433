package io.windhover.connect.normalise.microsoft;

import io.windhover.connect.normalise.FieldTable;

/** What is read of a sign-in to Entra. */
enum SignInField {
    CREATED("properties.createdDateTime"),
    TIME("time"),
    ID("properties.id"),
    CORRELATION("correlationId"),
    CATEGORY("category"),
    OPERATION("operationName"),
    RESULT("resultType"),
    ERROR_CODE("properties.status.errorCode"),
    DESCRIPTION("resultDescription"),
    FAILURE_REASON("properties.status.failureReason"),
    CALLER_ADDRESS("callerIpAddress"),
    ADDRESS("properties.ipAddress"),
    USER_AGENT("properties.userAgent"),
    TENANT("tenantId"),
    RESOURCE_TENANT("properties.resourceTenantId"),
    HOME_TENANT("properties.homeTenantId"),

    USER("properties.userId"),
    USER_PRINCIPAL_NAME("properties.userPrincipalName"),
    SIGN_IN_NAME("properties.signInIdentifier"),
    USER_TYPE("properties.userType"),
    SERVICE_PRINCIPAL("properties.servicePrincipalId"),
    SERVICE_PRINCIPAL_NAME("properties.servicePrincipalName"),
    SERVICE_PRINCIPAL_KEY("properties.servicePrincipalCredentialKeyId"),
    APPLICATION("properties.appId"),
    APPLICATION_NAME("properties.appDisplayName"),
    RESOURCE("properties.resourceId"),
    RESOURCE_NAME("properties.resourceDisplayName"),
    SESSION("properties.sessionId"),
    TOKEN("properties.uniqueTokenIdentifier"),
    REQUIREMENT("properties.authenticationRequirement");

    static final FieldTable<SignInField> TABLE = FieldTable.of(values(), SignInField::path);

    private final String path;

    SignInField(String path) {
        this.path = path;
    }

    private String path() {
        return path;
    }
}
