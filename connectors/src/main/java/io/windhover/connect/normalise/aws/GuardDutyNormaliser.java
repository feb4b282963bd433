package io.windhover.connect.normalise.aws;

import static io.windhover.connect.normalise.aws.GuardDutyField.ACCOUNT;
import static io.windhover.connect.normalise.aws.GuardDutyField.API_ADDRESS;
import static io.windhover.connect.normalise.aws.GuardDutyField.API_ADDRESS_V6;
import static io.windhover.connect.normalise.aws.GuardDutyField.API_AGENT;
import static io.windhover.connect.normalise.aws.GuardDutyField.API_DOMAIN;
import static io.windhover.connect.normalise.aws.GuardDutyField.API_ERROR;
import static io.windhover.connect.normalise.aws.GuardDutyField.CLUSTER_ADDRESS;
import static io.windhover.connect.normalise.aws.GuardDutyField.CLUSTER_ADDRESS_V6;
import static io.windhover.connect.normalise.aws.GuardDutyField.CLUSTER_AGENT;
import static io.windhover.connect.normalise.aws.GuardDutyField.CONNECTION_ADDRESS;
import static io.windhover.connect.normalise.aws.GuardDutyField.CONNECTION_ADDRESS_V6;
import static io.windhover.connect.normalise.aws.GuardDutyField.DATABASE_ADDRESS;

import io.windhover.connect.normalise.Activity;
import io.windhover.connect.normalise.Described;
import io.windhover.connect.normalise.FieldValues;
import io.windhover.connect.normalise.KubernetesNames;
import io.windhover.connect.normalise.Outcome;
import io.windhover.connect.normalise.RecordNormaliser;
import io.windhover.connect.normalise.Resources;
import io.windhover.connect.normalise.SourceAddress;
import io.windhover.schemas.Api;
import io.windhover.schemas.Cloud;
import io.windhover.schemas.LogSource;
import io.windhover.schemas.Resource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Findings of Amazon GuardDuty ("Finding details", Amazon GuardDuty User Guide), from EventBridge or exported to S3. A
 * finding is written again while what it found goes on: each state of it is an event, at the time of that.
 */
public final class GuardDutyNormaliser extends RecordNormaliser<GuardDutyField> {

    private static final Activity FOUND = new Activity(Activity.DETECTION_FINDING, 1);
    private static final Activity FOUND_AGAIN = new Activity(Activity.DETECTION_FINDING, 2);
    private static final Activity CLOSED = new Activity(Activity.DETECTION_FINDING, 3);

    private static final List<GuardDutyField> ADDRESSES = List.of(
            API_ADDRESS,
            API_ADDRESS_V6,
            CLUSTER_ADDRESS,
            CLUSTER_ADDRESS_V6,
            CONNECTION_ADDRESS,
            CONNECTION_ADDRESS_V6,
            DATABASE_ADDRESS);

    /** For findings of any type. */
    public GuardDutyNormaliser() {
        super(
                new LogSource("aws", "guardduty", null),
                GuardDutyField.TABLE,
                List.of(GuardDutyField.UPDATED, GuardDutyField.CREATED));
    }

    @Override
    protected Described describe(FieldValues<GuardDutyField> finding) {
        GuardDutyIdentity identity = new GuardDutyIdentity(finding);
        List<Resource> resources = resources(finding, identity);
        String service = finding.get(GuardDutyField.SERVICE);
        return new Described(
                uid(finding),
                activity(finding),
                Outcome.UNKNOWN,
                identity.actor(workload(finding, resources)),
                SourceAddress.endpoint(address(finding), finding.first(API_AGENT, CLUSTER_AGENT)),
                new Api(
                        service == null ? "guardduty" : service,
                        finding.get(GuardDutyField.TYPE),
                        finding.get(GuardDutyField.ID),
                        null,
                        finding.get(API_ERROR),
                        null),
                new Cloud(finding.get(ACCOUNT), null, finding.get(GuardDutyField.REGION)),
                resources);
    }

    private static @Nullable String uid(FieldValues<GuardDutyField> finding) {
        String id = finding.first(GuardDutyField.ARN, GuardDutyField.ID);
        return id == null ? null : id + "|" + finding.first(GuardDutyField.UPDATED, GuardDutyField.CREATED);
    }

    private static Activity activity(FieldValues<GuardDutyField> finding) {
        if (Boolean.TRUE.equals(finding.truth(GuardDutyField.ARCHIVED))) {
            return CLOSED;
        }
        String count = finding.get(GuardDutyField.COUNT);
        return count == null || count.equals("1") ? FOUND : FOUND_AGAIN;
    }

    private static @Nullable String address(FieldValues<GuardDutyField> finding) {
        String address = finding.first(ADDRESSES);
        if (address != null) {
            return address;
        }
        String probe = GuardDutyIdentity.firstOf(finding.list(GuardDutyField.PROBES), GuardDutyField.PROBE_ADDRESS);
        return probe == null ? finding.get(API_DOMAIN) : probe;
    }

    /** What acts where the finding names no user: the first thing that it is about. */
    private static @Nullable String workload(FieldValues<GuardDutyField> finding, List<Resource> resources) {
        return resources.isEmpty()
                ? finding.get(GuardDutyField.INSTANCE)
                : resources.get(0).getUid();
    }

    private static List<Resource> resources(FieldValues<GuardDutyField> finding, GuardDutyIdentity identity) {
        Resources resources = new Resources();
        String account = finding.get(ACCOUNT);
        String workloadKind = finding.get(GuardDutyField.WORKLOAD_KIND);
        resources.add(
                KubernetesNames.thing(
                        identity.cluster(),
                        finding.get(GuardDutyField.WORKLOAD_NAMESPACE),
                        workloadKind == null ? null : workloadKind.toLowerCase(Locale.ROOT),
                        finding.get(GuardDutyField.WORKLOAD_NAME)),
                workloadKind);
        resources.add(finding.get(GuardDutyField.INSTANCE), "AWS::EC2::Instance", account);
        resources.add(finding.get(GuardDutyField.FUNCTION), "AWS::Lambda::Function", account);
        resources.add(finding.get(GuardDutyField.DATABASE), "AWS::RDS::DBInstance", account);
        resources.add(finding.get(GuardDutyField.CONTAINER), "container", account);
        resources.add(finding.get(GuardDutyField.TASK_CLUSTER), "AWS::ECS::Cluster", account);
        finding.list(GuardDutyField.BUCKETS)
                .forEach(bucket -> resources.add(bucket.get(GuardDutyField.BUCKET_ARN), "AWS::S3::Bucket", account));
        finding.list(GuardDutyField.SEQUENCE_RESOURCES)
                .forEach(resource -> resources.add(
                        resource.get(GuardDutyField.SEQUENCE_RESOURCE),
                        resource.get(GuardDutyField.SEQUENCE_RESOURCE_TYPE)));
        for (int i = 0; i < GuardDutyField.AFFECTED_KINDS.size(); i++) {
            String kind = GuardDutyField.AFFECTED_KINDS.get(i);
            resources.add(affected(finding.numbered(i), kind, identity.partition()), kind, account);
        }
        resources.add(finding.get(GuardDutyField.CLUSTER_ARN), "AWS::EKS::Cluster", account);
        resources.add(finding.get(GuardDutyField.KEY_ID), "AWS::IAM::AccessKey", account);
        resources.add(finding.get(GuardDutyField.DOMAIN), "domain");
        return resources.list();
    }

    /** A thing as CloudTrail names it: GuardDuty has the bare names of buckets and their objects. */
    private static @Nullable String affected(@Nullable String thing, String kind, String partition) {
        boolean bare = thing != null && kind.startsWith("AWS::S3::") && !thing.startsWith("arn:");
        return bare ? "arn:" + partition + ":s3:::" + thing : thing;
    }
}
