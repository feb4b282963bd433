package io.windhover.connect.normalise;

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

    /** The schema's bound. */
    static final int MOST = 32;

    /**
     * A request parameter that names a thing.
     *
     * @param service the first label of the event source; {@code *} for every service
     */
    private record Named(
            String service, String parameter, @Nullable String type) {}

    /** Most specific first. */
    private static final List<Named> NAMED = List.of(
            new Named("ec2", "instancesSet.items", "AWS::EC2::Instance"),
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

    /** Whose value is a list. */
    static final int INSTANCES = PARAMETERS.indexOf("instancesSet.items");

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

    /** The record's own list, with what its parameters add: at most {@link #MOST}, each once, the most specific first. */
    static List<Resource> of(CloudTrailRecord record) {
        List<Resource> resources = record.resources();
        String source = record.get(CloudTrailField.EVENT_SOURCE);
        String service = source == null ? "" : source.substring(0, endOfLabel(source));
        String bucket = record.parameter(BUCKET);
        if (bucket != null) {
            String partition =
                    AwsArn.partition(record.get(CloudTrailField.IDENTITY_ARN), record.get(CloudTrailField.REGION));
            String arn = "arn:" + partition + ":s3:::" + bucket;
            String key = record.parameter(OBJECT_KEY);
            if (key != null) {
                add(resources, arn + "/" + key, "AWS::S3::Object");
            }
            add(resources, arn, "AWS::S3::Bucket");
        }
        if (service.equals("ec2")) {
            record.instances().forEach(id -> add(resources, id, "AWS::EC2::Instance"));
        }
        addNamed(resources, record, BY_SERVICE.getOrDefault(service, List.of()));
        addNamed(resources, record, OF_ANY_SERVICE);
        return resources;
    }

    private static void addNamed(List<Resource> resources, CloudTrailRecord record, List<Candidate> candidates) {
        for (Candidate candidate : candidates) {
            String value = record.parameter(candidate.parameter());
            if (value != null) {
                add(resources, value, candidate.type());
            }
        }
    }

    private static void add(List<Resource> resources, String uid, @Nullable String type) {
        for (Resource resource : resources) {
            if (resource.getUid().equals(uid)) {
                return;
            }
        }
        if (resources.size() < MOST) {
            resources.add(new Resource(uid, type, null));
        }
    }

    private static int endOfLabel(String source) {
        int dot = source.indexOf('.');
        return dot < 0 ? source.length() : dot;
    }
}
