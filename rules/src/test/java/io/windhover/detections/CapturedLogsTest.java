package io.windhover.detections;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.rules.json.MalformedJsonException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The rules against logs of real attacks and of a real account's routine. */
class CapturedLogsTest {
    private static final Map<String, Set<String>> SEEN = Map.ofEntries(
            entry("credential-access.ec2-get-password-data", Set.of("ec2-windows-password-read")),
            entry("credential-access.secretsmanager-batch-retrieve-secrets", Set.of("secretsmanager-batch-read")),
            entry("credential-access.ssm-retrieve-securestring-parameters", Set.of("ssm-parameters-read-in-bulk")),
            entry("defense-evasion.cloudtrail-event-selectors", Set.of("cloudtrail-event-selectors-narrowed")),
            entry("defense-evasion.dns-delete-logs", Set.of("route53-resolver-query-logging-removed")),
            entry("defense-evasion.vpc-remove-flow-logs", Set.of("vpc-flow-logs-deleted")),
            entry("execution.ec2-launch-unusual-instances", Set.of("ec2-gpu-instance-launched")),
            entry("execution.ssm-send-command", Set.of("ssm-run-command-by-person")),
            entry("exfiltration.ec2-security-group-open-port-22-ingress", Set.of("ec2-security-group-opened-to-world")),
            entry("exfiltration.ec2-share-ebs-snapshot", Set.of("ec2-snapshot-shared-with-account")),
            entry("impact.bedrock-invoke-model", Set.of("bedrock-model-access-enabled")),
            entry("lateral-movement.ec2-instance-connect", Set.of("ec2-instance-connect-key-pushed")),
            entry("persistence.iam-backdoor-role", Set.of("iam-role-trusts-outside-account")),
            entry(
                    "persistence.iam-create-admin-user",
                    Set.of("iam-user-created", "iam-admin-policy-attached", "iam-access-key-created-for-other-user")),
            entry("persistence.iam-create-user-login-profile", Set.of("iam-login-profile-created")),
            entry("persistence.lambda-layer-extension", Set.of("lambda-layer-changed")),
            entry("persistence.rolesanywhere-create-trust-anchor", Set.of("rolesanywhere-trust-anchor-created")),
            entry("privilege-escalation.iam-update-user-login-profile", Set.of("iam-login-profile-changed")));

    private final ShippedRules shipped = ShippedRules.compile();

    @Test
    void shouldSeeEachAttackTechniqueAndCallItByItsName() throws MalformedJsonException {
        // Given
        Path folder = SharedData.folder("stratus");

        // When
        Map<String, Set<String>> seen = new TreeMap<>();
        for (Path file : SharedData.files(folder, ".ndjson")) {
            String technique = file.getFileName().toString().replaceAll("^aws\\.|\\.ndjson$", "");
            seen.put(technique, matching(file));
        }

        // Then
        assertThat(seen).isEqualTo(new TreeMap<>(SEEN));
    }

    @Test
    void shouldStaySilentOnAnAccountsRoutine() throws MalformedJsonException {
        // Given
        List<Path> files = SharedData.files(SharedData.folder("opensearch-catalog-cloudtrail"), ".ndjson");
        assertThat(files).isNotEmpty();

        for (Path file : files) {
            assertThat(matching(file)).isEmpty();
        }
    }

    private Set<String> matching(Path file) throws MalformedJsonException {
        Set<String> names = new TreeSet<>();
        for (String line : SharedData.lines(file)) {
            names.addAll(shipped.match(line).keySet());
        }
        return names;
    }
}
