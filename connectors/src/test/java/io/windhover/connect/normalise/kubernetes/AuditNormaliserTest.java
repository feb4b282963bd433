package io.windhover.connect.normalise.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.connect.normalise.ContextNames;
import io.windhover.connect.normalise.Normalisation;
import io.windhover.connect.normalise.RawEvent;
import io.windhover.schemas.CloudEvent;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What stands around an event: which cluster it is from. What stands in it is in the golden files. */
class AuditNormaliserTest {

    private static final String EVENT = """
            {"auditID":"1","stage":"ResponseComplete","verb":"get","user":{"username":"system:serviceaccount:nest:builder",
             "extra":{"authentication.kubernetes.io/pod-name":["builder-1"]}},
             "objectRef":{"resource":"secrets","namespace":"nest","name":"egg"},"stageTimestamp":"2026-10-01T08:00:00Z"}""";

    @Test
    void shouldNameAClusterOfEksByAccountAndName() {
        // When
        CloudEvent event = normalise(
                Map.of(ContextNames.LOG_GROUP, "/aws/eks/perch/cluster", ContextNames.LOG_GROUP_OWNER, "111122223333"));

        // Then
        assertThat(event.getActor().getPrincipal()).isEqualTo("111122223333/perch/system:serviceaccount:nest:builder");
        assertThat(event.getResources())
                .extracting("uid")
                .containsExactly("111122223333/perch/nest/secrets/egg", "111122223333/perch/nest/pods/builder-1");
        assertThat(event.getCloud().getAccountUid()).isEqualTo("111122223333");
    }

    @Test
    void shouldNameAClusterOfAksByItsResource() {
        // When
        CloudEvent event = normalise(Map.of(
                ContextNames.AZURE_RESOURCE,
                "/SUBSCRIPTIONS/AB-1/RESOURCEGROUPS/NEST/PROVIDERS/MICROSOFT.CONTAINERSERVICE/MANAGEDCLUSTERS/PERCH"));

        // Then
        assertThat(event.getActor().getPrincipal())
                .isEqualTo("/subscriptions/ab-1/resourcegroups/nest/providers/microsoft.containerservice"
                        + "/managedclusters/perch/system:serviceaccount:nest:builder");
        assertThat(event.getCloud().getAccountUid()).isEqualTo("ab-1");
    }

    @Test
    void shouldPreferTheOperatorsNameOfTheCluster() {
        CloudEvent event = normalise(Map.of(
                ContextNames.CLUSTER,
                "perch",
                ContextNames.LOG_GROUP,
                "/aws/eks/other/cluster",
                ContextNames.LOG_GROUP_OWNER,
                "111122223333"));

        assertThat(event.getActor().getPrincipal()).isEqualTo("perch/system:serviceaccount:nest:builder");
    }

    @Test
    void shouldNameNoClusterByALogGroupThatIsNone() {
        CloudEvent event = normalise(Map.of(ContextNames.LOG_GROUP, "/aws/vpc", ContextNames.LOG_GROUP_OWNER, "1"));

        assertThat(event.getActor().getPrincipal()).isEqualTo("system:serviceaccount:nest:builder");
    }

    @Test
    void shouldNotTakeAnotherEventForTheSameWhereACallerChoseTheAuditId() {
        String later = EVENT.replace("08:00:00Z", "08:00:00.000001Z");

        assertThat(normalise(later, Map.of()).getUid())
                .isNotEqualTo(normalise(EVENT, Map.of()).getUid());
    }

    private static CloudEvent normalise(Map<String, String> context) {
        return normalise(EVENT, context);
    }

    private static CloudEvent normalise(String event, Map<String, String> context) {
        byte[] json = event.getBytes(UTF_8);
        Instant ingest = Instant.parse("2026-10-01T09:00:00Z");
        RawEvent raw = new RawEvent(json, 0, json.length, "test", 1, ingest, context);
        return ((Normalisation.Normalised) new AuditNormaliser().normalise(raw)).event();
    }
}
