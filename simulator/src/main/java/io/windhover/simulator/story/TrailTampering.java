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

/** Before the real work begins, whatever would record it is switched off, as far as that is allowed. */
final class TrailTampering implements Story {
    @Override
    public Plot plot() {
        return Plot.of(
                "trail-tampering",
                "Trail, flow logs and detector switched off",
                "T1685.002 T1078.004",
                List.of(2, 5, 6),
                Duration.ofHours(3));
    }

    @Override
    public void play(Scene scene) {
        Person victim = scene.victim(Job.PLATFORM);
        scene.entity(victim.mail());
        Client thief = scene.stranger(scene.host("vpn", "Amsterdam"), Agent.tool(Scene.COMMAND_LINE));
        AwsCaller session = scene.inAws(victim, Estate.PRODUCTION, thief);
        scene.call(session, Calls.DESCRIBE_TRAILS, Estate.PRODUCTION_SITE);
        scene.denied(
                session, AwsCall.write("cloudtrail", "DeleteTrail").asking("{'name': 'main'}"), Estate.PRODUCTION_SITE);
        scene.call(
                session, AwsCall.write("cloudtrail", "StopLogging").asking("{'name': 'main'}"), Estate.PRODUCTION_SITE);
        scene.pause(30, 200);
        scene.call(
                session,
                AwsCall.write("ec2", "DeleteFlowLogs")
                        .asking("{'DeleteFlowLogsRequest': {'FlowLogId': {'tag': 1, 'content': 'fl-0~9aa'}}}")
                        .answering("{'DeleteFlowLogsResponse': {'unsuccessful': ''}}"),
                Estate.PRODUCTION_SITE);
        scene.denied(
                session,
                AwsCall.write("guardduty", "DeleteDetector").asking("{'detectorId': 'c6b1e5d0'}"),
                Estate.PRODUCTION_SITE);
        scene.call(
                session,
                AwsCall.write("guardduty", "UpdateDetector").asking("{'detectorId': 'c6b1e5d0', 'enable': false}"),
                Estate.PRODUCTION_SITE);
        scene.pause(200, 900);
        scene.call(session, Calls.DESCRIBE_DB_INSTANCES, Estate.PRODUCTION_SITE);
        scene.call(
                session,
                AwsCall.write("rds", "ModifyDBSnapshotAttribute")
                        .asking(
                                "{'dBSnapshotIdentifier': 'orders-~9', 'attributeName': 'restore', 'valuesToAdd': ['999988887777']}"),
                Estate.PRODUCTION_SITE);
    }
}
