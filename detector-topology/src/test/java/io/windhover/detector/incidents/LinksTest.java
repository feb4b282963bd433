package io.windhover.detector.incidents;

import static io.windhover.detector.Samples.ALICE;
import static io.windhover.detector.Samples.NOON;
import static io.windhover.detector.Samples.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.detector.incidents.Links.Link;
import io.windhover.detector.lineage.Lineage;
import io.windhover.schemas.Actor;
import io.windhover.schemas.Api;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.LogSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {
    private static final String ROLE = "arn:aws:iam::111122223333:role/deploy";
    private static final String RESPONSE =
            "{\"responseElements\":{\"credentials\":{\"sessionToken\":\"\",\"accessKeyId\":\"ASIANEW\"}}}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AssumeRole",
                "AssumeRoleWithSAML",
                "AssumeRoleWithWebIdentity",
                "GetSessionToken",
                "GetFederationToken"
            })
    void shouldLinkAnIssuedKeyToTheKeyThatAskedForIt(String operation) {
        CloudEvent event = sts(operation, alice("AKIAOLD"), RESPONSE);

        assertThat(Links.mayTell(event)).isTrue();
        assertThat(Links.of(event)).contains(new Link("key:ASIANEW", new Lineage("key:AKIAOLD", ALICE)));
    }

    @Test
    void shouldLinkACreatedKeyToItsCreator() {
        CloudEvent event = CloudEvent.newBuilder(event(
                        "e",
                        NOON,
                        "CreateAccessKey",
                        "{\"requestParameters\":{\"userName\":\"bob\"},\"responseElements\":"
                                + "{\"accessKey\":{\"userName\":\"bob\",\"accessKeyId\":\"AKIANEW\"}}}"))
                .build();

        assertThat(Links.mayTell(event)).isTrue();
        assertThat(Links.of(event)).contains(new Link("key:AKIANEW", new Lineage(ALICE, null)));
    }

    @Test
    void shouldFollowASessionAndNotItsRole() {
        Actor session = Actor.newBuilder(alice("ASIAOLD"))
                .setPrincipal(ROLE)
                .setType("AssumedRole")
                .setSessionIssuer(ROLE)
                .setSessionUid("arn:aws:sts::111122223333:assumed-role/deploy/one")
                .build();

        assertThat(Links.of(sts("AssumeRole", session, RESPONSE)))
                .contains(new Link("key:ASIANEW", new Lineage("key:ASIAOLD", null)));
        Actor without = Actor.newBuilder(session).setCredentialUid(null).build();
        assertThat(Links.of(sts("AssumeRole", without, RESPONSE)))
                .contains(new Link(
                        "key:ASIANEW", new Lineage("session:arn:aws:sts::111122223333:assumed-role/deploy/one", null)));
    }

    @Test
    void shouldTakeAnInstanceForOneThatActsByItself() {
        Actor instance = Actor.newBuilder(alice("ASIAOLD"))
                .setPrincipal(ROLE + "#i-0123456789abcdef0")
                .setSessionIssuer(ROLE)
                .build();

        assertThat(Lineage.of(sts("AssumeRole", instance, RESPONSE)))
                .contains(new Lineage("key:ASIAOLD", ROLE + "#i-0123456789abcdef0"));
    }

    @Test
    void shouldNotTakeAServiceForTheOneWhoAsked() {
        Actor service = Actor.newBuilder()
                .setPrincipal("ec2.amazonaws.com")
                .setType("AWSService")
                .build();

        assertThat(Links.of(sts("AssumeRole", service, RESPONSE))).isEmpty();
        // But it may say for whom
        String tagged = """
                {"requestParameters":{"tags":[
                  {"key":"eks-cluster-arn","value":"arn:aws:eks:eu-central-1:111122223333:cluster/prod"},
                  {"key":"kubernetes-namespace","value":"pay"},
                  {"key":"kubernetes-service-account","value":"api"}]},
                 "responseElements":{"credentials":{"accessKeyId":"ASIANEW"}}}""";
        assertThat(Links.of(sts("AssumeRole", service, tagged)))
                .contains(
                        new Link("key:ASIANEW", new Lineage("111122223333/prod/system:serviceaccount:pay:api", null)));
    }

    @Test
    void shouldLinkAPodToItsServiceAccount() {
        String raw = """
                {"user":{"username":"system:serviceaccount:pay:api","extra":{
                  "authentication.kubernetes.io/credential-id":["JTI=1"],
                  "authentication.kubernetes.io/pod-name":["api-7d9"]}}}""";
        CloudEvent event = CloudEvent.newBuilder(event("e", NOON, "list", raw))
                .setLogSource(new LogSource("kubernetes", "audit", null))
                .setActor(Actor.newBuilder()
                        .setPrincipal("1111/prod/system:serviceaccount:pay:api")
                        .setType("serviceAccount")
                        .build())
                .build();

        assertThat(Links.mayTell(event)).isTrue();
        assertThat(Links.of(event))
                .contains(new Link(
                        "1111/prod/pay/pods/api-7d9", new Lineage("1111/prod/system:serviceaccount:pay:api", null)));
    }

    @Test
    void shouldReadNothingElse() {
        assertThat(Links.mayTell(event("e", NOON, "ListUsers"))).isFalse();
        CloudEvent failed = CloudEvent.newBuilder(sts("AssumeRole", alice("AKIAOLD"), RESPONSE))
                .setApi(Api.newBuilder()
                        .setService("sts.amazonaws.com")
                        .setOperation("AssumeRole")
                        .setError("AccessDenied")
                        .build())
                .build();
        assertThat(Links.mayTell(failed)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "",
                "[",
                "{\"responseElements\":null}",
                "{\"responseElements\":{\"credentials\":\"none\"}}",
                "{\"other\":{\"credentials\":{\"accessKeyId\":\"ASIANEW\"}}}",
                "{\"responseElements\":{\"credentials\":{\"accessKeyId\":\"ASIAOLD\"}}}"
            })
    void shouldFindNoLinkWhereThereIsNone(String raw) {
        assertThat(Links.of(sts("AssumeRole", alice("ASIAOLD"), raw))).isEqualTo(Optional.empty());
    }

    private static Actor alice(String key) {
        return Actor.newBuilder()
                .setPrincipal(ALICE)
                .setType("IAMUser")
                .setCredentialUid(key)
                .build();
    }

    private static CloudEvent sts(String operation, Actor actor, String raw) {
        return CloudEvent.newBuilder(event("e", NOON, operation, raw))
                .setApi(Api.newBuilder()
                        .setService("sts.amazonaws.com")
                        .setOperation(operation)
                        .build())
                .setActor(actor)
                .build();
    }
}
