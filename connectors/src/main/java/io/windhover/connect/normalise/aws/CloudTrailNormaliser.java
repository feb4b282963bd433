package io.windhover.connect.normalise.aws;

import io.windhover.connect.normalise.Described;
import io.windhover.connect.normalise.FieldValues;
import io.windhover.connect.normalise.Outcome;
import io.windhover.connect.normalise.RecordNormaliser;
import io.windhover.connect.normalise.SourceAddress;
import io.windhover.schemas.Actor;
import io.windhover.schemas.Api;
import io.windhover.schemas.Cloud;
import io.windhover.schemas.LogSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * AWS CloudTrail: management, data, network activity and insight events ("CloudTrail record contents", AWS CloudTrail
 * User Guide). What is taken from where stands in {@link CloudTrailField}, who acted in {@link CloudTrailIdentity}, the
 * OCSF class in {@link CloudTrailOperation}, the resources in {@link CloudTrailResources}.
 *
 * <p>A call across accounts is logged in each of them, with an id of its own and one that they share. The latter is the
 * uid, so that it counts once; rules see both records, since each account's lacks something of the other's.
 *
 * <p>An event needs a time: {@code eventTime}, or {@code @timestamp}, where log shippers of the Elastic family move it.
 * Everything else may be missing.
 */
public final class CloudTrailNormaliser extends RecordNormaliser<CloudTrailField> {

    /** For records of any shape that CloudTrail writes. */
    public CloudTrailNormaliser() {
        super(
                new LogSource("aws", "cloudtrail", null),
                CloudTrailField.TABLE,
                List.of(CloudTrailField.EVENT_TIME, CloudTrailField.SHIPPED_TIME));
    }

    @Override
    protected Described describe(FieldValues<CloudTrailField> record) {
        if (CloudTrailInsight.is(record)) {
            return CloudTrailInsight.describe(record);
        }
        Boolean readOnly = record.truth(CloudTrailField.READ_ONLY);
        String service = record.get(CloudTrailField.EVENT_SOURCE);
        String name = record.get(CloudTrailField.EVENT_NAME);
        return new Described(
                record.first(CloudTrailField.SHARED_ID, CloudTrailField.EVENT_ID),
                CloudTrailOperation.of(service, name, readOnly),
                outcome(record, name),
                actor(record),
                SourceAddress.endpoint(
                        record.get(CloudTrailField.SOURCE_ADDRESS),
                        record.get(CloudTrailField.USER_AGENT),
                        record.get(CloudTrailField.VPC_ENDPOINT)),
                new Api(
                        service,
                        name,
                        record.get(CloudTrailField.REQUEST_ID),
                        readOnly,
                        record.get(CloudTrailField.ERROR_CODE),
                        record.get(CloudTrailField.ERROR_MESSAGE)),
                new Cloud(
                        record.first(CloudTrailField.RECIPIENT_ACCOUNT, CloudTrailField.IDENTITY_ACCOUNT),
                        record.get(CloudTrailField.ORGANISATION),
                        record.get(CloudTrailField.REGION)),
                CloudTrailResources.of(record));
    }

    /** Signing in reports a failure in its response. */
    private static Outcome outcome(FieldValues<CloudTrailField> record, @Nullable String name) {
        if (name == null) {
            return Outcome.UNKNOWN;
        }
        boolean failed = record.get(CloudTrailField.ERROR_CODE) != null
                || record.get(CloudTrailField.ERROR_MESSAGE) != null
                || "Failure".equals(record.get(CloudTrailField.SIGNIN_RESULT))
                || "Failure".equals(record.get(CloudTrailField.SWITCH_RESULT))
                || "Failure".equals(record.get(CloudTrailField.MFA_RESULT));
        return failed ? Outcome.FAILURE : Outcome.SUCCESS;
    }

    private static Actor actor(FieldValues<CloudTrailField> record) {
        CloudTrailIdentity.Who who = CloudTrailIdentity.identify(record);
        return new Actor(
                who.principal(),
                record.get(CloudTrailField.IDENTITY_TYPE),
                record.get(CloudTrailField.PRINCIPAL_ID),
                who.name(),
                who.session(),
                who.issuer(),
                FieldValues.truth(record.first(CloudTrailField.SESSION_MFA, CloudTrailField.SIGNIN_MFA)),
                record.first(CloudTrailField.ACCESS_KEY, CloudTrailField.CREDENTIAL_ID),
                record.get(CloudTrailField.INVOKED_BY),
                record.get(CloudTrailField.IDENTITY_ACCOUNT),
                null);
    }
}
