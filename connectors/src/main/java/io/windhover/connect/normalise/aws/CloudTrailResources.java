package io.windhover.connect.normalise.aws;

import static io.windhover.connect.normalise.aws.CloudTrailField.EVENT_SOURCE;
import static io.windhover.connect.normalise.aws.CloudTrailField.IDENTITY_ARN;
import static io.windhover.connect.normalise.aws.CloudTrailField.INSTANCES;
import static io.windhover.connect.normalise.aws.CloudTrailField.INSTANCE_ID;
import static io.windhover.connect.normalise.aws.CloudTrailField.REGION;
import static io.windhover.connect.normalise.aws.CloudTrailField.RESOURCES;
import static io.windhover.connect.normalise.aws.CloudTrailField.RESOURCE_ACCOUNT;
import static io.windhover.connect.normalise.aws.CloudTrailField.RESOURCE_ARN;
import static io.windhover.connect.normalise.aws.CloudTrailField.RESOURCE_ARN_LOWER;
import static io.windhover.connect.normalise.aws.CloudTrailField.RESOURCE_ARN_PREFIX;
import static io.windhover.connect.normalise.aws.CloudTrailField.RESOURCE_TYPE;

import io.windhover.connect.normalise.AwsArn;
import io.windhover.connect.normalise.FieldValues;
import io.windhover.connect.normalise.Resources;
import io.windhover.schemas.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The things a call was about: those that the record lists itself, else those that its request parameters name.
 *
 * <p>A parameter's value is taken as it stands, an ARN or an id: an ARN made up from a bare name would be wrong where
 * the thing has a path. Only S3's ARNs follow from their names.
 */
final class CloudTrailResources {

    /**
     * A request parameter that names a thing.
     *
     * @param service the first label of the event source; {@code *} for every service
     */
    private record Named(
            String service, String parameter, @Nullable String type) {}

    /** Most specific first. */
    private static final List<Named> NAMED = List.of(
            new Named("iam", "accessKeyId", "AWS::IAM::AccessKey"),
            new Named("iam", "userName", "AWS::IAM::User"),
            new Named("iam", "roleName", "AWS::IAM::Role"),
            new Named("iam", "groupName", "AWS::IAM::Group"),
            new Named("iam", "policyArn", "AWS::IAM::ManagedPolicy"),
            new Named("iam", "policyName", "AWS::IAM::Policy"),
            new Named("iam", "instanceProfileName", "AWS::IAM::InstanceProfile"),
            new Named("iam", "serialNumber", "AWS::IAM::VirtualMFADevice"),
            new Named("sts", "roleArn", "AWS::IAM::Role"),
            new Named("ec2", "instanceId", "AWS::EC2::Instance"),
            new Named("ec2", "snapshotId", "AWS::EC2::Snapshot"),
            new Named("ec2", "imageId", "AWS::EC2::Image"),
            new Named("ec2", "volumeId", "AWS::EC2::Volume"),
            new Named("ec2", "groupId", "AWS::EC2::SecurityGroup"),
            new Named("ec2", "networkAclId", "AWS::EC2::NetworkAcl"),
            new Named("ec2", "routeTableId", "AWS::EC2::RouteTable"),
            new Named("ec2", "subnetId", "AWS::EC2::Subnet"),
            new Named("ec2", "vpcId", "AWS::EC2::VPC"),
            new Named("ec2-instance-connect", "instanceId", "AWS::EC2::Instance"),
            new Named("ssm", "instanceId", "AWS::EC2::Instance"),
            new Named("ssm", "target", "AWS::EC2::Instance"),
            new Named("ssm", "name", "AWS::SSM::Parameter"),
            new Named("lambda", "functionName", "AWS::Lambda::Function"),
            new Named("lambda", "layerName", "AWS::Lambda::LayerVersion"),
            new Named("kms", "keyId", "AWS::KMS::Key"),
            new Named("secretsmanager", "secretId", "AWS::SecretsManager::Secret"),
            new Named("cloudtrail", "trailName", "AWS::CloudTrail::Trail"),
            new Named("cloudtrail", "name", "AWS::CloudTrail::Trail"),
            new Named("cloudtrail", "eventDataStore", "AWS::CloudTrail::EventDataStore"),
            new Named("config", "configurationRecorderName", "AWS::Config::ConfigurationRecorder"),
            new Named("config", "deliveryChannelName", "AWS::Config::DeliveryChannel"),
            new Named("guardduty", "detectorId", "AWS::GuardDuty::Detector"),
            new Named("dynamodb", "tableName", "AWS::DynamoDB::Table"),
            new Named("rds", "dBSnapshotIdentifier", "AWS::RDS::DBSnapshot"),
            new Named("rds", "dBInstanceIdentifier", "AWS::RDS::DBInstance"),
            new Named("rds", "dBClusterIdentifier", "AWS::RDS::DBCluster"),
            new Named("sqs", "queueUrl", "AWS::SQS::Queue"),
            new Named("sns", "topicArn", "AWS::SNS::Topic"),
            new Named("kinesis", "streamName", "AWS::Kinesis::Stream"),
            new Named("ecr", "repositoryName", "AWS::ECR::Repository"),
            new Named("eks", "name", "AWS::EKS::Cluster"),
            new Named("ecs", "cluster", "AWS::ECS::Cluster"),
            new Named("logs", "logGroupName", "AWS::Logs::LogGroup"),
            new Named("cloudformation", "stackName", "AWS::CloudFormation::Stack"),
            new Named("route53", "hostedZoneId", "AWS::Route53::HostedZone"),
            new Named(
                    "route53resolver", "resolverQueryLogConfigId", "AWS::Route53Resolver::ResolverQueryLoggingConfig"),
            new Named("organizations", "policyId", "AWS::Organizations::Policy"),
            new Named("bedrock", "modelId", "AWS::Bedrock::FoundationModel"),
            new Named("*", "resourceArn", null),
            new Named("*", "resourceARN", null));

    /** The names of all parameters that are read, each once. */
    static final List<String> PARAMETERS = Stream.concat(
                    Stream.of("bucketName", "key"), NAMED.stream().map(Named::parameter))
            .distinct()
            .toList();

    private static final int BUCKET = PARAMETERS.indexOf("bucketName");
    private static final int OBJECT_KEY = PARAMETERS.indexOf("key");

    private static final String ANY_SERVICE = "*";
    private static final Map<String, List<Candidate>> BY_SERVICE = byService();
    private static final List<Candidate> OF_ANY_SERVICE = BY_SERVICE.getOrDefault(ANY_SERVICE, List.of());

    /** A row of the table, with its parameter's place in a record. */
    private record Candidate(int parameter, @Nullable String type) {}

    private CloudTrailResources() {}

    private static Map<String, List<Candidate>> byService() {
        Map<String, List<Candidate>> byService = new HashMap<>();
        NAMED.forEach(named -> byService
                .computeIfAbsent(named.service(), ignored -> new ArrayList<>())
                .add(new Candidate(PARAMETERS.indexOf(named.parameter()), named.type())));
        return byService;
    }

    /** The record's own list, with what its parameters add, the most specific first. */
    static List<Resource> of(FieldValues<CloudTrailField> record) {
        Resources resources = new Resources();
        for (FieldValues<CloudTrailField> listed : record.list(RESOURCES)) {
            String arn = listed.first(RESOURCE_ARN, RESOURCE_ARN_LOWER, RESOURCE_ARN_PREFIX);
            resources.add(arn, listed.get(RESOURCE_TYPE), listed.get(RESOURCE_ACCOUNT));
        }
        String source = record.get(EVENT_SOURCE);
        String service = source == null ? "" : source.substring(0, endOfLabel(source));
        String bucket = record.numbered(BUCKET);
        if (bucket != null) {
            String partition = AwsArn.partition(record.get(IDENTITY_ARN), record.get(REGION));
            String arn = "arn:" + partition + ":s3:::" + bucket;
            String key = record.numbered(OBJECT_KEY);
            if (key != null) {
                resources.add(arn + "/" + key, "AWS::S3::Object");
            }
            resources.add(arn, "AWS::S3::Bucket");
        }
        if (service.equals("ec2")) {
            record.list(INSTANCES).forEach(item -> resources.add(item.get(INSTANCE_ID), "AWS::EC2::Instance"));
        }
        addNamed(resources, record, BY_SERVICE.getOrDefault(service, List.of()));
        addNamed(resources, record, OF_ANY_SERVICE);
        return resources.list();
    }

    private static void addNamed(Resources resources, FieldValues<CloudTrailField> record, List<Candidate> candidates) {
        for (Candidate candidate : candidates) {
            resources.add(record.numbered(candidate.parameter()), candidate.type());
        }
    }

    private static int endOfLabel(String source) {
        int dot = source.indexOf('.');
        return dot < 0 ? source.length() : dot;
    }
}
