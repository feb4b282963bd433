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

/** A bucket's objects are encrypted with a key that only the thief has, and a note is left. */
final class BucketRansom implements Story {
    @Override
    public Plot plot() {
        return Plot.of(
                "bucket-ransom",
                "Objects of a bucket encrypted for ransom",
                "T1486 T1485",
                List.of(2, 5, 24),
                Duration.ofHours(3));
    }

    @Override
    public void play(Scene scene) {
        Person victim = scene.victim(Job.PLATFORM);
        scene.entity(victim.mail());
        Client thief = scene.stranger(scene.hosting("Frankfurt"), Agent.tool(Scene.BOTO));
        AwsCaller session = scene.inAws(victim, Estate.PRODUCTION, thief);
        scene.call(session, Calls.LIST_BUCKETS, Estate.PRODUCTION_SITE);
        scene.call(session, Calls.GET_BUCKET_LOCATION, Estate.PRODUCTION_SITE);
        scene.denied(
                session, AwsCall.write("s3", "DeleteBucket").asking("{'bucketName': '~0'}"), Estate.PRODUCTION_SITE);
        scene.pause(120, 600);
        String bucket = "merlin-invoices";
        scene.entity("arn:aws:s3:::" + bucket);
        for (int i = 0; i < 70; i++) {
            scene.pause(1, 4);
            String[] values = Estate.values(scene.chance());
            values[0] = bucket;
            AwsCall call = i % 9 == 0 ? Calls.GET_OBJECT : Calls.COPY_WITH_OWN_KEY;
            scene.then(
                    now -> scene.logs().aws().call(now, session, call, Estate.PRODUCTION_SITE, scene.chance(), values));
        }
        scene.call(session, Calls.PUT_OBJECT, Estate.PRODUCTION_SITE, bucket, "READ-ME.txt");
        scene.call(session, Calls.PUT_LIFECYCLE, Estate.PRODUCTION_SITE, bucket);
    }
}
