package io.windhover.connect.normalise.aws;

import io.windhover.connect.normalise.Activity;
import io.windhover.connect.normalise.Described;
import io.windhover.connect.normalise.FieldValues;
import io.windhover.connect.normalise.Outcome;
import io.windhover.connect.normalise.Resources;
import io.windhover.connect.normalise.SourceAddress;
import io.windhover.schemas.Actor;
import io.windhover.schemas.Api;
import io.windhover.schemas.Cloud;
import java.util.List;

/**
 * CloudTrail's insights ("CloudTrail record contents for Insights events", AWS CloudTrail User Guide): a call, or an error
 * of it, that was far more or less frequent than before. That is a finding and no call. It is told when it begins and when
 * it ends; both have one shared id, so that only their own ids tell them apart.
 *
 * <p>Whose calls made the difference is a statistic over several: those are its resources, and it has no principal.
 */
final class CloudTrailInsight {

    private static final Activity BEGAN = new Activity(Activity.DETECTION_FINDING, 1);
    private static final Activity ENDED = new Activity(Activity.DETECTION_FINDING, 3);

    private CloudTrailInsight() {}

    static boolean is(FieldValues<CloudTrailField> record) {
        return "Insight".equals(record.get(CloudTrailField.CATEGORY))
                || "AwsCloudTrailInsight".equals(record.get(CloudTrailField.EVENT_TYPE));
    }

    static Described describe(FieldValues<CloudTrailField> record) {
        Resources identities = new Resources();
        for (FieldValues<CloudTrailField> attribution : record.list(CloudTrailField.ATTRIBUTIONS)) {
            if ("userIdentityArn".equals(attribution.get(CloudTrailField.ATTRIBUTE))) {
                List<FieldValues<CloudTrailField>> attributed = attribution.list(CloudTrailField.ATTRIBUTED);
                attributed.forEach(value -> identities.add(value.get(CloudTrailField.ATTRIBUTED_VALUE), "identity"));
            }
        }
        return new Described(
                record.get(CloudTrailField.EVENT_ID),
                "End".equals(record.get(CloudTrailField.INSIGHT_STATE)) ? ENDED : BEGAN,
                Outcome.UNKNOWN,
                new Actor(null, null, null, null, null, null, null, null, null, null, null),
                SourceAddress.endpoint(null, null),
                new Api(
                        record.get(CloudTrailField.INSIGHT_SOURCE),
                        record.get(CloudTrailField.INSIGHT_NAME),
                        record.get(CloudTrailField.SHARED_ID),
                        null,
                        record.get(CloudTrailField.INSIGHT_ERROR),
                        null),
                new Cloud(record.get(CloudTrailField.RECIPIENT_ACCOUNT), null, record.get(CloudTrailField.REGION)),
                identities.list());
    }
}
