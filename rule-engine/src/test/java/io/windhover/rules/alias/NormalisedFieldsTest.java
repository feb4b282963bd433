package io.windhover.rules.alias;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.rules.alias.NormalisedFields.NormalisedField;
import io.windhover.schemas.Actor;
import io.windhover.schemas.Api;
import io.windhover.schemas.Cloud;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.Geo;
import io.windhover.schemas.LogSource;
import io.windhover.schemas.Resource;
import io.windhover.schemas.SourceEndpoint;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalisedFieldsTest {
    @Test
    void shouldReadEachAttributeWhereItStands() {
        // Given
        CloudEvent event = event().build();

        // When
        String read = NormalisedFields.all().stream()
                .map(field -> field.name() + " " + field.values(event))
                .collect(Collectors.joining("\n", "", "\n"));

        // Then
        assertThat(read).isEqualTo("""
                        ocsf.metadata.uid [uid-1]
                        ocsf.time [1970-01-01T00:00:01Z]
                        ocsf.class_uid [3001]
                        ocsf.activity_id [2]
                        ocsf.status_id [1]
                        ocsf.status [Success]
                        ocsf.actor.user.uid [user-uid]
                        ocsf.actor.user.name [ada]
                        ocsf.actor.user.type [AssumedRole]
                        ocsf.actor.user.account.uid [account-a]
                        ocsf.actor.user.credential_uid [AKIA1]
                        ocsf.actor.session.uid [session-1]
                        ocsf.actor.session.issuer [issuer-1]
                        ocsf.actor.session.is_mfa [true]
                        ocsf.actor.invoked_by [athena]
                        ocsf.src_endpoint.ip [198.51.100.7]
                        ocsf.src_endpoint.hostname [AWS Internal]
                        ocsf.src_endpoint.vpc_uid [vpce-1]
                        ocsf.src_endpoint.location.country [NL]
                        ocsf.src_endpoint.location.region [NL-NH]
                        ocsf.src_endpoint.location.city [Amsterdam]
                        ocsf.src_endpoint.location.lat [52.4]
                        ocsf.src_endpoint.location.long [4.9]
                        ocsf.src_endpoint.autonomous_system.number [64500]
                        ocsf.src_endpoint.autonomous_system.name [Example Net]
                        ocsf.src_endpoint.network_type [hosting]
                        ocsf.http_request.user_agent [Boto3]
                        ocsf.api.operation [CreateUser]
                        ocsf.api.service.name [iam]
                        ocsf.api.request.uid [request-1]
                        ocsf.api.response.error [AccessDenied]
                        ocsf.api.response.error_message [No.]
                        ocsf.api.read_only [false]
                        ocsf.cloud.account.uid [account-c]
                        ocsf.cloud.org.uid [org-1]
                        ocsf.cloud.region [eu-west-1]
                        ocsf.cloud.provider [aws]
                        ocsf.resources.uid [arn:1, arn:2]
                        ocsf.resources.type [bucket]
                        ocsf.resources.owner.account.uid [account-r]
                        ocsf.observables.value [198.51.100.7, AWS Internal, vpce-1, Boto3, user-uid, ada, account-a, AKIA1, \
                        session-1, issuer-1, athena, account-c, org-1, arn:1, arn:2, account-r, arn:ada]
                        entity.principal [arn:ada]
                        entity.session [session-1]
                        entity.key [AKIA1]
                        entity.resource [arn:1, arn:2]
                        entity.agent [boto3]
                        """);
    }

    @ParameterizedTest
    @CsvSource({"0, []", "1, [Success]", "2, [Failure]", "3, []"})
    void shouldTellTheStatusWhereTheLogDoes(int id, String status) {
        // Given
        CloudEvent event = event().setStatusId(id).build();

        // When, Then
        assertThat(NormalisedFields.named("ocsf.status").orElseThrow().values(event))
                .hasToString(status);
    }

    @Test
    void shouldHaveNoValuesWhereTheEventLacksThem() {
        // Given
        CloudEvent event = event().setSource(SourceEndpoint.newBuilder().build())
                .setResources(List.of())
                .setActor(Actor.newBuilder().build())
                .build();

        // When, Then
        assertThat(NormalisedFields.all())
                .filteredOn(field -> field.values(event).isEmpty())
                .extracting(NormalisedField::name)
                .hasSize(29)
                .allMatch(name -> name.matches("(ocsf[.](actor|src_endpoint|http_request|resources)|entity)[.].*"));
        assertThat(NormalisedFields.named("ocsf.statu")).isEmpty();
    }

    private static CloudEvent.Builder event() {
        return CloudEvent.newBuilder()
                .setUid("uid-1")
                .setTime(Instant.ofEpochSecond(1))
                .setIngestTime(Instant.ofEpochSecond(2))
                .setProvider("aws")
                .setLogSource(new LogSource("aws", "cloudtrail", null))
                .setClassUid(3001)
                .setActivityId(2)
                .setStatusId(1)
                .setActor(Actor.newBuilder()
                        .setPrincipal("arn:ada")
                        .setType("AssumedRole")
                        .setUserUid("user-uid")
                        .setUserName("ada")
                        .setSessionUid("session-1")
                        .setSessionIssuer("issuer-1")
                        .setSessionMfa(true)
                        .setCredentialUid("AKIA1")
                        .setInvokedBy("athena")
                        .setAccountUid("account-a")
                        .build())
                .setSource(SourceEndpoint.newBuilder()
                        .setIp("198.51.100.7")
                        .setHostname("AWS Internal")
                        .setUserAgent("Boto3")
                        .setVpcEndpointUid("vpce-1")
                        .setGeo(Geo.newBuilder()
                                .setCountry("NL")
                                .setRegion("NL-NH")
                                .setCity("Amsterdam")
                                .setLatitude(52.4)
                                .setLongitude(4.9)
                                .setAsNumber(64500L)
                                .setAsName("Example Net")
                                .setNetwork("hosting")
                                .build())
                        .build())
                .setApi(Api.newBuilder()
                        .setService("iam")
                        .setOperation("CreateUser")
                        .setRequestUid("request-1")
                        .setReadOnly(false)
                        .setError("AccessDenied")
                        .setErrorMessage("No.")
                        .build())
                .setCloud(Cloud.newBuilder()
                        .setAccountUid("account-c")
                        .setOrgUid("org-1")
                        .setRegion("eu-west-1")
                        .build())
                .setResources(List.of(
                        Resource.newBuilder()
                                .setUid("arn:1")
                                .setType("bucket")
                                .setAccountUid("account-r")
                                .build(),
                        Resource.newBuilder().setUid("arn:2").build()))
                .setRaw(ByteBuffer.wrap(new byte[0]));
    }
}
