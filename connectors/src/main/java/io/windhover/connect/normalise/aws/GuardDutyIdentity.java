package io.windhover.connect.normalise.aws;

import io.windhover.connect.normalise.AwsArn;
import io.windhover.connect.normalise.AwsRoleSession;
import io.windhover.connect.normalise.FieldValues;
import io.windhover.connect.normalise.KubernetesNames;
import io.windhover.schemas.Actor;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whom a finding is about, as the logs that they are known from name them: an IAM user, whoever is behind a role, a user of
 * a cluster or of a database; else the workload.
 */
record GuardDutyIdentity(FieldValues<GuardDutyField> finding) {

    Actor actor(@Nullable String workload) {
        Who who = who();
        String principal = who.principal();
        return new Actor(
                principal == null ? workload : principal,
                who.type(),
                who.id(),
                who.name(),
                null,
                null,
                null,
                finding.get(GuardDutyField.KEY_ID),
                null,
                finding.get(GuardDutyField.ACCOUNT),
                null);
    }

    /** An identity in the common shape; all is null where the finding names nobody. */
    private record Who(
            @Nullable String principal,
            @Nullable String type,
            @Nullable String id,
            @Nullable String name) {}

    private Who who() {
        String clusterUser = finding.get(GuardDutyField.CLUSTER_USER);
        if (clusterUser != null) {
            String principal = KubernetesNames.user(cluster(), clusterUser);
            return new Who(principal, "kubernetes", finding.get(GuardDutyField.CLUSTER_USER_ID), clusterUser);
        }
        String type = finding.get(GuardDutyField.USER_TYPE);
        if (type != null || finding.get(GuardDutyField.USER_NAME) != null) {
            return ofIam(type, finding.get(GuardDutyField.USER_ID), finding.get(GuardDutyField.USER_NAME));
        }
        for (FieldValues<GuardDutyField> actor : finding.list(GuardDutyField.ACTORS)) {
            String name = actor.get(GuardDutyField.ACTOR_NAME);
            if (name != null) {
                return ofIam(actor.get(GuardDutyField.ACTOR_TYPE), actor.get(GuardDutyField.ACTOR_ID), name);
            }
        }
        String databaseUser = finding.get(GuardDutyField.DATABASE_USER);
        String database = finding.get(GuardDutyField.DATABASE);
        String principal = database == null || databaseUser == null ? databaseUser : database + "/" + databaseUser;
        return new Who(principal, databaseUser == null ? null : "database", null, databaseUser);
    }

    /** The cluster's name beyond its account; null where the finding is of none. */
    @Nullable
    String cluster() {
        AwsArn arn = AwsArn.parse(finding.get(GuardDutyField.CLUSTER_ARN));
        String account = arn == null ? finding.get(GuardDutyField.ACCOUNT) : arn.account();
        String name = finding.get(GuardDutyField.CLUSTER_NAME);
        return KubernetesNames.eksCluster(account, name == null && arn != null ? arn.path() : name);
    }

    String partition() {
        return AwsArn.partition(finding.get(GuardDutyField.ARN), finding.get(GuardDutyField.REGION));
    }

    /** The finding has a name and an id where CloudTrail has an ARN: it is made up as CloudTrail's would be, without a path. */
    private Who ofIam(@Nullable String type, @Nullable String id, @Nullable String name) {
        String account = finding.get(GuardDutyField.ACCOUNT);
        String known = name == null ? id : name;
        if (account == null || known == null || type == null) {
            return new Who(known, type, id, name);
        }
        String iam = "arn:" + partition() + ":iam::" + account + ":";
        return switch (type) {
            case "Root" -> new Who(iam + "root", type, id, name);
            case "IAMUser" -> new Who(iam + "user/" + known, type, id, name);
            case "AssumedRole", "Role" -> {
                int colon = id == null ? -1 : id.indexOf(':');
                String session = id == null || colon < 0 ? "" : id.substring(colon + 1);
                AwsRoleSession behind = new AwsRoleSession(iam + "role/" + known, known, session);
                String person = behind.person(null);
                yield new Who(behind.principalBehind(null), type, id, Objects.requireNonNullElse(person, known));
            }
            default -> new Who(known, type, id, name);
        };
    }

    /** The first list's element that has the field, or null. */
    static @Nullable String firstOf(List<FieldValues<GuardDutyField>> list, GuardDutyField field) {
        return list.stream()
                .map(element -> element.get(field))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
