package io.windhover.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.windhover.detector.app.ConfigFile;
import io.windhover.detector.app.DetectorConfig;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.connect.runtime.distributed.DistributedConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Helm has rendered of the chart. */
class ManifestsTest {
    private static final String SECRETS = "/etc/windhover/secrets";

    @TempDir
    private Path folder;

    static Stream<String> cases() {
        return Chart.cases().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldBeRenderedFromThisChart(String name) throws IOException {
        assertThat(Files.readString(Chart.golden(name)))
                .as("after a change of the chart, render it anew: see CONTRIBUTING.md")
                .startsWith(Chart.headline(name));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldHoldOnlyWhatKubernetesKnows(String name) {
        Manifests manifests = Manifests.golden(name);

        assertThat(manifests.objects())
                .extracting(
                        object -> object.getKind() + " " + object.getMetadata().getName())
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(5);
        assertThat(manifests.objects()).extracting(HasMetadata::getMetadata).allSatisfy(metadata -> assertThat(
                        metadata.getLabels())
                .containsEntry("app.kubernetes.io/name", "windhover")
                .containsKey("app.kubernetes.io/component"));
    }

    @Test
    void shouldNoticeAFieldThatThereIsNot() {
        assertThatThrownBy(() -> Manifests.parse("""
                        apiVersion: v1
                        kind: Service
                        metadata: {name: x}
                        spec: {clusterIp: None}
                        """)).hasMessageContaining("clusterIp");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldRunEveryPodWithAsFewRightsAsCanBe(String name) {
        Manifests manifests = Manifests.golden(name);

        assertThat(manifests.pods()).isNotEmpty().allSatisfy((object, pod) -> {
            assertThat(pod.getAutomountServiceAccountToken()).as(object).isFalse();
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).as(object).isTrue();
            assertThat(pod.getSecurityContext().getSeccompProfile().getType())
                    .as(object)
                    .isEqualTo("RuntimeDefault");
            assertThat(pod.getContainers()).allSatisfy(container -> shouldBeConfined(container, pod));
        });
    }

    private static void shouldBeConfined(Container container, PodSpec pod) {
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container.getResources().getLimits()).containsKey("memory");
        assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
        assertThat(pod.getVolumes())
                .as("each mount is of a volume")
                .extracting("name")
                .containsAll(container.getVolumeMounts().stream()
                        .filter(mount -> !mount.getName().equals("state"))
                        .map(mount -> mount.getName())
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldConfigureTheDetectorAsItReadsIt(String name) throws IOException {
        Manifests manifests = Manifests.golden(name);
        writeSecrets();
        List<ConfigMap> configs = manifests.all(ConfigMap.class).stream()
                .filter(map -> map.getData().containsKey("windhover.yml"))
                .toList();

        assertThat(configs).hasSize(2).allSatisfy(map -> {
            String yaml = map.getData().get("windhover.yml").replace("${env:POD_NAME}", "prod-windhover-0");
            assertThat(yaml).contains(Serving.RENDERED);
            DetectorConfig config = ConfigFile.parse(
                    map.getMetadata().getName(),
                    yaml.replace(SECRETS, folder.toString())
                            .replace(Serving.RENDERED, Serving.isKnown() ? Serving.SECTION : ""));
            assertThat(config.topics().create()).isFalse();
            assertThat(config.instanceId()).isEqualTo(name.equals("small") ? null : "prod-windhover-0");
        });
    }

    @Test
    void shouldConfigureTheWorkersAsConnectReadsIt() throws IOException {
        writeSecrets();
        for (String name : List.of("default", "full")) {
            Properties properties = new Properties();
            properties.load(new StringReader(Manifests.golden(name)
                    .one(ConfigMap.class, "prod-windhover-connect")
                    .getData()
                    .get("connect.properties")
                    .replace(SECRETS, folder.toString())));
            Map<String, String> settings = new HashMap<>();
            properties.stringPropertyNames().forEach(key -> settings.put(key, properties.getProperty(key)));

            DistributedConfig config = new DistributedConfig(settings);

            assertThat(config.groupId()).isEqualTo("windhover-connect");
            assertThat(config.exactlyOnceSourceEnabled()).isTrue();
            if (name.equals("full")) {
                assertThat(config.originalsStrings().get("producer.sasl.jaas.config"))
                        .contains("password=\"the-kafka-password\"");
            }
        }
    }

    @Test
    void shouldKeepCredentialsOutOfConfigMaps() {
        Manifests small = Manifests.golden("small");

        assertThat(small.all(Secret.class)).hasSize(2).allSatisfy(secret -> assertThat(secret.getData())
                .containsOnlyKeys("registry-credentials"));
        assertThat(small.all(ConfigMap.class))
                .allSatisfy(map -> assertThat(map.getData().toString()).doesNotContain("not-a-real-secret"));
        assertThat(Manifests.golden("full").all(Secret.class)).isEmpty();
    }

    @Test
    void shouldGiveTheSigningKeyOnlyToWhatPublishes() {
        Manifests manifests = Manifests.golden("full");

        assertThat(manifests.pods().values())
                .flatExtracting(PodSpec::getContainers)
                .filteredOn(container -> container.getVolumeMounts().stream()
                        .anyMatch(mount -> mount.getName().equals("signing")))
                .extracting(Container::getName)
                .containsExactly("publisher");
        assertThat(manifests.pods()).allSatisfy((object, pod) -> assertThat(pod.getVolumes())
                .as(object)
                .extracting("name")
                .contains("trusted-keys"));
    }

    @Test
    void shouldKeepStateAndMembershipOverARestart() {
        StatefulSet detector = Manifests.golden("full").one(StatefulSet.class, "prod-windhover");

        assertThat(detector.getSpec().getReplicas()).as("set by KEDA").isNull();
        assertThat(detector.getSpec().getServiceName()).isEqualTo("prod-windhover");
        assertThat(detector.getSpec().getVolumeClaimTemplates()).singleElement().satisfies(claim -> assertThat(
                        claim.getSpec().getStorageClassName())
                .isEqualTo("gp3"));
        assertThat(detector.getSpec().getPersistentVolumeClaimRetentionPolicy().getWhenScaled())
                .isEqualTo("Retain");
        PodSpec pod = detector.getSpec().getTemplate().getSpec();
        assertThat(pod.getTopologySpreadConstraints())
                .extracting("topologyKey")
                .containsExactly("topology.kubernetes.io/zone", "kubernetes.io/hostname");
        assertThat(pod.getContainers()).singleElement().satisfies(container -> {
            assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/health/live");
            assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/health/ready");
            assertThat(container.getEnv()).extracting("name").contains("POD_NAME", "WINDHOVER_HEAP");
        });
    }

    @Test
    void shouldCreateTopicsAndRulesBeforeTheDetectorStartsAndConnectorsAfterTheWorkers() {
        Manifests manifests = Manifests.golden("default");

        assertThat(manifests.all(Job.class))
                .extracting(job -> job.getMetadata().getName()
                        + " " + job.getMetadata().getAnnotations().get("helm.sh/hook")
                        + " " + job.getMetadata().getAnnotations().get("helm.sh/hook-weight"))
                .containsExactlyInAnyOrder(
                        "prod-windhover-topics pre-install,pre-upgrade -10",
                        "prod-windhover-rules pre-install,pre-upgrade -5");
        assertThat(Manifests.golden("full").all(Job.class))
                .extracting(job -> job.getMetadata().getName() + " "
                        + job.getMetadata().getAnnotations().get("helm.sh/hook"))
                .contains("prod-windhover-connectors post-install,post-upgrade");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldSelectThePodsThatThereAre(String name) {
        Manifests manifests = Manifests.golden(name);
        List<Map<String, String>> pods = Stream.of(
                        manifests.all(StatefulSet.class).stream().map(set -> set.getSpec()
                                .getTemplate()
                                .getMetadata()
                                .getLabels()),
                        manifests.all(io.fabric8.kubernetes.api.model.apps.Deployment.class).stream()
                                .map(set -> set.getSpec()
                                        .getTemplate()
                                        .getMetadata()
                                        .getLabels()),
                        manifests.all(Job.class).stream().map(job -> job.getSpec()
                                .getTemplate()
                                .getMetadata()
                                .getLabels()))
                .flatMap(labels -> labels)
                .toList();
        Stream<Map<String, String>> selectors = Stream.of(
                        manifests.all(Service.class).stream()
                                .map(service -> service.getSpec().getSelector()),
                        manifests.all(PodDisruptionBudget.class).stream()
                                .map(budget -> budget.getSpec().getSelector().getMatchLabels()),
                        manifests.all(NetworkPolicy.class).stream()
                                .filter(policy ->
                                        !policy.getMetadata().getName().endsWith("-connectors"))
                                .map(policy -> policy.getSpec().getPodSelector().getMatchLabels()))
                .flatMap(labels -> labels);

        assertThat(selectors).allSatisfy(selector -> assertThat(pods)
                .as("pods with " + selector)
                .anyMatch(labels -> labels.entrySet().containsAll(selector.entrySet())));
    }

    @Test
    void shouldScaleByTheLagOfTheDetectorsOwnGroup() {
        Map<?, ?> scaled = Manifests.golden("full").ofOperator("keda.sh/v1alpha1/ScaledObject");

        Map<?, ?> spec = (Map<?, ?>) scaled.get("spec");
        assertThat(spec.get("scaleTargetRef"))
                .hasToString("{apiVersion=apps/v1, kind=StatefulSet, name=prod-windhover}");
        Map<?, ?> trigger = (Map<?, ?>) ((List<?>) spec.get("triggers")).get(0);
        assertThat(((Map<?, ?>) trigger.get("metadata")).get("consumerGroup")).isEqualTo("windhover-detector");
        assertThat(((Map<?, ?>) trigger.get("metadata")).get("topic")).isEqualTo("windhover.events");
        assertThat(((Map<?, ?>) trigger.get("metadata")).get("sasl")).isEqualTo("scram_sha512");
    }

    private void writeSecrets() throws IOException {
        Files.writeString(folder.resolve("kafka-password"), "the-kafka-password");
        Files.writeString(folder.resolve("registry-credentials"), "windhover:registry");
        Files.writeString(folder.resolve("ca.pem"), "");
    }
}
