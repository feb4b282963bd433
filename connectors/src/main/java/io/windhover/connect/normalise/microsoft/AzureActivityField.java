package io.windhover.connect.normalise.microsoft;

import io.windhover.connect.normalise.FieldTable;

/**
 * What is read of an Azure activity: as diagnostic settings stream it, where names stand at the top level, and as the
 * REST API answers, where most are an object with a {@code value}.
 */
enum AzureActivityField {
    TIME("time"),
    EVENT_TIME("eventTimestamp"),
    ID("eventDataId"),
    OTHER_ID("id"),
    STREAMED_ID("properties.eventDataId"),
    CORRELATION("correlationId"),
    OPERATION_ID("operationId"),
    OPERATION("operationName"),
    OPERATION_VALUE("operationName.value"),
    RESOURCE("resourceId"),
    RESULT("resultType"),
    STATUS("status.value"),
    SIGNATURE("resultSignature"),
    SUB_STATUS("subStatus.value"),
    RESULT_DESCRIPTION("resultDescription"),
    STATUS_CODE("statusCode"),
    PROPERTIES_STATUS_CODE("properties.statusCode"),
    STATUS_MESSAGE("properties.statusMessage"),
    ADDRESS("callerIpAddress"),
    HTTP_ADDRESS("httpRequest.clientIpAddress"),
    USER_AGENT("properties.userAgentHeader"),
    TENANT("tenantId"),
    SUBSCRIPTION("subscriptionId"),
    LOCATION("location"),
    CALLER("caller"),

    ROLE_PRINCIPAL("identity.authorization.evidence.principalId"),
    ROLE_PRINCIPAL_TYPE("identity.authorization.evidence.principalType"),
    AUTHORISATION_SCOPE("identity.authorization.scope"),
    REST_SCOPE("authorization.scope"),

    CLAIM_OBJECT("identity.claims.\"http://schemas.microsoft.com/identity/claims/objectidentifier\""),
    REST_OBJECT("claims.\"http://schemas.microsoft.com/identity/claims/objectidentifier\""),
    CLAIM_UPN("identity.claims.\"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn\""),
    REST_UPN("claims.\"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn\""),
    CLAIM_NAME("identity.claims.name"),
    REST_NAME("claims.name"),
    CLAIM_TENANT("identity.claims.\"http://schemas.microsoft.com/identity/claims/tenantid\""),
    REST_TENANT("claims.\"http://schemas.microsoft.com/identity/claims/tenantid\""),
    CLAIM_METHODS("identity.claims.\"http://schemas.microsoft.com/claims/authnmethodsreferences\""),
    REST_METHODS("claims.\"http://schemas.microsoft.com/claims/authnmethodsreferences\""),
    CLAIM_APP("identity.claims.appid"),
    REST_APP("claims.appid"),
    CLAIM_KIND("identity.claims.idtyp"),
    REST_KIND("claims.idtyp"),
    /** The resource id of a managed identity. */
    CLAIM_IDENTITY("identity.claims.xms_mirid"),
    REST_IDENTITY("claims.xms_mirid"),
    CLAIM_ADDRESS("identity.claims.ipaddr"),
    REST_ADDRESS("claims.ipaddr"),
    CLAIM_SESSION("identity.claims.sid"),
    REST_SESSION("claims.sid"),
    CLAIM_TOKEN("identity.claims.uti"),
    REST_TOKEN("claims.uti");

    static final FieldTable<AzureActivityField> TABLE = FieldTable.of(values(), AzureActivityField::path);

    private final String path;

    AzureActivityField(String path) {
        this.path = path;
    }

    private String path() {
        return path;
    }
}
