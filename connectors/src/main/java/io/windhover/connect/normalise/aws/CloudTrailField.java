package io.windhover.connect.normalise.aws;

import io.windhover.connect.normalise.FieldTable;

/** The values of a CloudTrail record that the common shape is made of, by their path in it. */
enum CloudTrailField {
    EVENT_ID("eventID"),
    SHARED_ID("sharedEventID"),
    CATEGORY("eventCategory"),
    EVENT_TYPE("eventType"),
    EVENT_TIME("eventTime"),
    /** Log shippers of the Elastic family move the event's time here. */
    SHIPPED_TIME("@timestamp"),
    EVENT_SOURCE("eventSource"),
    EVENT_NAME("eventName"),
    REGION("awsRegion"),
    SOURCE_ADDRESS("sourceIPAddress"),
    USER_AGENT("userAgent"),
    ERROR_CODE("errorCode"),
    ERROR_MESSAGE("errorMessage"),
    REQUEST_ID("requestID"),
    READ_ONLY("readOnly"),
    RECIPIENT_ACCOUNT("recipientAccountId"),
    VPC_ENDPOINT("vpcEndpointId"),
    ORGANISATION("eventContext.requestContext.aws:PrincipalOrgID"),

    IDENTITY_TYPE("userIdentity.type"),
    IDENTITY_ARN("userIdentity.arn"),
    IDENTITY_ACCOUNT("userIdentity.accountId"),
    PRINCIPAL_ID("userIdentity.principalId"),
    USER_NAME("userIdentity.userName"),
    ACCESS_KEY("userIdentity.accessKeyId"),
    CREDENTIAL_ID("userIdentity.credentialId"),
    INVOKED_BY("userIdentity.invokedBy"),
    IDENTITY_PROVIDER("userIdentity.identityProvider"),
    CENTER_USER_ID("userIdentity.onBehalfOf.userId"),
    CENTER_STORE_ARN("userIdentity.onBehalfOf.identityStoreArn"),
    SESSION_MFA("userIdentity.sessionContext.attributes.mfaAuthenticated"),
    SESSION_SOURCE_IDENTITY("userIdentity.sessionContext.sourceIdentity"),
    ISSUER_ARN("userIdentity.sessionContext.sessionIssuer.arn"),
    ISSUER_USER_NAME("userIdentity.sessionContext.sessionIssuer.userName"),
    WEB_PROVIDER("userIdentity.sessionContext.webIdFederationData.federatedProvider"),
    WEB_SUBJECT("userIdentity.sessionContext.webIdFederationData.attributes.sub"),

    SIGNIN_MFA("additionalEventData.MFAUsed"),
    SIGNIN_RESULT("responseElements.ConsoleLogin"),
    SWITCH_RESULT("responseElements.SwitchRole"),
    MFA_RESULT("responseElements.CheckMfa"),

    INSIGHT_STATE("insightDetails.state"),
    INSIGHT_SOURCE("insightDetails.eventSource"),
    INSIGHT_NAME("insightDetails.eventName"),
    INSIGHT_ERROR("insightDetails.errorCode"),
    ATTRIBUTIONS("insightDetails.insightContext.attributions[]"),
    ATTRIBUTE("insightDetails.insightContext.attributions[].attribute"),
    ATTRIBUTED("insightDetails.insightContext.attributions[].insight[]"),
    ATTRIBUTED_VALUE("insightDetails.insightContext.attributions[].insight[].value"),

    RESOURCES("resources[]"),
    RESOURCE_ARN("resources[].ARN"),
    /** Some services write it so. */
    RESOURCE_ARN_LOWER("resources[].arn"),
    RESOURCE_ARN_PREFIX("resources[].ARNPrefix"),
    RESOURCE_TYPE("resources[].type"),
    RESOURCE_ACCOUNT("resources[].accountId"),
    INSTANCES("requestParameters.instancesSet.items[]"),
    INSTANCE_ID("requestParameters.instancesSet.items[].instanceId");

    /** All of them, and the request parameters that name a thing. */
    static final FieldTable<CloudTrailField> TABLE = FieldTable.of(
            values(),
            CloudTrailField::path,
            CloudTrailResources.PARAMETERS.stream()
                    .map(parameter -> "requestParameters." + parameter)
                    .toList());

    private final String path;

    CloudTrailField(String path) {
        this.path = path;
    }

    private String path() {
        return path;
    }
}
