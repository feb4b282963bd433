package io.windhover.simulator.story;

import io.windhover.simulator.company.Calls;
import io.windhover.simulator.company.Estate;
import io.windhover.simulator.company.Job;
import io.windhover.simulator.company.Person;
import io.windhover.simulator.log.Agent;
import io.windhover.simulator.log.AwsCall;
import io.windhover.simulator.log.AwsCaller;
import io.windhover.simulator.log.Client;
import java.time.Duration;
import java.util.List;

/** An analyst's session climbs: refused at first, then by a new version of a policy, a function that is given a role, and an administrator's policy. */
final class Escalation implements Story {
    private static final String POLICY =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}";
    private static final AwsCall VERSION = AwsCall.write("iam", "CreatePolicyVersion")
            .asking(
                    "{'policyArn': 'arn:aws:iam::222233334444:policy/analyst', 'policyDocument': '~0', 'setAsDefault': true}")
            .answering("{'policyVersion': {'versionId': 'v4', 'isDefaultVersion': true}}");
    private static final AwsCall FUNCTION = AwsCall.write("lambda", "CreateFunction20150331")
            .asking("{'functionName': 'cleanup-~9', 'runtime': 'python3.13', 'role': "
                    + "'arn:aws:iam::222233334444:role/report-builder-role', 'handler': 'a.b'}");

    @Override
    public Plot plot() {
        return Plot.of(
                "privilege-escalation",
                "Rights raised step by step until administrator",
                "T1098.003 T1548.005",
                List.of(5, 6, 22),
                Duration.ofHours(4));
    }

    @Override
    public void play(Scene scene) {
        Person victim = scene.victim(Job.DATA);
        scene.entity(victim.mail());
        Client thief = scene.stranger(scene.host("isp", victim.city()), Agent.tool(Scene.BOTO));
        AwsCaller session = scene.inAws(victim, Estate.DATA, thief);
        scene.call(session, Calls.GET_QUERY_EXECUTION, Estate.DATA_SITE);
        scene.call(session, Calls.LIST_POLICIES, Estate.DATA_SITE);
        scene.call(session, Calls.LIST_ROLES, Estate.DATA_SITE);
        scene.denied(
                session,
                AwsCall.write("iam", "AttachUserPolicy")
                        .asking("{'userName': 'etl', 'policyArn': 'arn:aws:iam::aws:policy/AdministratorAccess'}"),
                Estate.DATA_SITE);
        scene.denied(
                session,
                AwsCall.write("iam", "PutUserPolicy").asking("{'userName': 'etl', 'policyName': 'x'}"),
                Estate.DATA_SITE);
        scene.pause(300, 1_200);
        scene.call(session, VERSION, Estate.DATA_SITE, POLICY);
        scene.pause(200, 900);
        scene.call(session, FUNCTION, Estate.DATA_SITE);
        scene.call(session, Calls.INVOKE, Estate.DATA_SITE);
        scene.pause(100, 400);
        scene.call(
                session,
                AwsCall.write("iam", "AttachRolePolicy")
                        .asking(
                                "{'roleName': 'report-builder-role', 'policyArn': 'arn:aws:iam::aws:policy/AdministratorAccess'}"),
                Estate.DATA_SITE);
    }
}
