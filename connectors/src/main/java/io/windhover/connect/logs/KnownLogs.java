package io.windhover.connect.logs;

import io.windhover.connect.normalise.LogSourceRecogniser;
import io.windhover.connect.normalise.Normaliser;
import io.windhover.connect.normalise.aws.CloudTrailNormaliser;
import io.windhover.connect.normalise.aws.FlowLogNormaliser;
import io.windhover.connect.normalise.aws.GuardDutyNormaliser;
import io.windhover.connect.normalise.falco.AlertNormaliser;
import io.windhover.connect.normalise.gcp.AuditLogNormaliser;
import io.windhover.connect.normalise.gcp.ReportsNormaliser;
import io.windhover.connect.normalise.github.GitHubAuditNormaliser;
import io.windhover.connect.normalise.github.GitHubWebhookNormaliser;
import io.windhover.connect.normalise.gitlab.GitLabAuditNormaliser;
import io.windhover.connect.normalise.gitlab.GitLabWebhookNormaliser;
import io.windhover.connect.normalise.kubernetes.AuditNormaliser;
import io.windhover.connect.normalise.microsoft.AzureActivityNormaliser;
import io.windhover.connect.normalise.microsoft.DirectoryAuditNormaliser;
import io.windhover.connect.normalise.microsoft.RiskNormaliser;
import io.windhover.connect.normalise.microsoft.SignInNormaliser;
import io.windhover.connect.normalise.microsoft.UnifiedAuditNormaliser;
import io.windhover.connect.normalise.okta.SystemLogNormaliser;
import io.windhover.schemas.LogSource;
import io.windhover.schemas.LogSources;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Every log that Windhover has a normaliser for, and how its records are told from others. Immutable and thread-safe.
 *
 * <p>A new log is its normaliser and signature, in the method of its vendor.
 */
public final class KnownLogs {

    /** Applications of Workspace that Sigma rules or the Reports API know by name. */
    private static final List<String> WORKSPACE_APPLICATIONS = List.of(
            "admin",
            "login",
            "drive",
            "token",
            "groups",
            "groups_enterprise",
            "user_accounts",
            "mobile",
            "saml",
            "calendar",
            "chat",
            "gmail",
            "meet",
            "rules",
            "access_transparency",
            "context_aware_access");

    private final List<Normaliser> normalisers;
    private final LogSourceRecogniser recogniser;

    private KnownLogs(List<Normaliser> normalisers, LogSourceRecogniser recogniser) {
        this.normalisers = List.copyOf(normalisers);
        this.recogniser = recogniser;
    }

    /** All that come with Windhover. */
    public static KnownLogs standard() {
        List<Normaliser> normalisers = new ArrayList<>();
        LogSourceRecogniser.Builder signatures = LogSourceRecogniser.builder();
        addAmazon(normalisers, signatures);
        addGoogle(normalisers, signatures);
        addMicrosoft(normalisers, signatures);
        addKubernetes(normalisers, signatures);
        addOkta(normalisers, signatures);
        addCodeHosts(normalisers, signatures);
        return new KnownLogs(normalisers, signatures.build());
    }

    private static void addAmazon(List<Normaliser> normalisers, LogSourceRecogniser.Builder signatures) {
        Normaliser cloudTrail = new CloudTrailNormaliser();
        normalisers.add(cloudTrail);
        signatures
                .add(cloudTrail, "eventSource eventName")
                .add(cloudTrail, "userIdentity eventName")
                .add(cloudTrail, "eventVersion eventName awsRegion")
                .add(cloudTrail, "eventVersion insightDetails");

        Normaliser guardDuty = new GuardDutyNormaliser();
        normalisers.add(guardDuty);
        List<String> findingService = List.of("service.serviceName");
        Map<String, Normaliser> byService = Map.of("guardduty", guardDuty);
        signatures.add("schemaVersion accountId service", findingService, byService, null);

        Normaliser flows = new FlowLogNormaliser();
        normalisers.add(flows);
        signatures
                .add(flows, "srcaddr dstaddr")
                .add(flows, "pkt-srcaddr pkt-dstaddr")
                .add(flows, "interface-id log-status");
    }

    /** Clusters, and what watches over them. */
    private static void addKubernetes(List<Normaliser> normalisers, LogSourceRecogniser.Builder signatures) {
        Normaliser audit = new AuditNormaliser();
        normalisers.add(audit);
        signatures
                .add(audit, "auditID stage")
                .add(audit, "auditID verb")
                .add(audit, "verb objectRef")
                .add(audit, "verb requestURI");

        Normaliser falco = new AlertNormaliser();
        normalisers.add(falco);
        signatures.add(falco, "output_fields rule priority");
    }

    private static void addGoogle(List<Normaliser> normalisers, LogSourceRecogniser.Builder signatures) {
        Normaliser cloud = AuditLogNormaliser.ofCloud();
        Map<String, Normaliser> sharedByWorkspace = Map.of(
                "admin.googleapis.com", AuditLogNormaliser.ofWorkspace("admin"),
                "login.googleapis.com", AuditLogNormaliser.ofWorkspace("login"));
        normalisers.add(cloud);
        normalisers.addAll(sharedByWorkspace.values());
        List<String> service = List.of("protoPayload.serviceName");
        for (String member : List.of("logName", "timestamp", "insertId", "resource")) {
            signatures.add("protoPayload " + member, service, sharedByWorkspace, cloud);
        }

        Normaliser otherApplication = new ReportsNormaliser(null);
        Map<String, Normaliser> applications = new HashMap<>();
        WORKSPACE_APPLICATIONS.forEach(name -> applications.put(name, new ReportsNormaliser(name)));
        normalisers.add(otherApplication);
        normalisers.addAll(applications.values());
        signatures.add("id actor events", List.of("id.applicationName"), applications, otherApplication);
    }

    private static void addMicrosoft(List<Normaliser> normalisers, LogSourceRecogniser.Builder signatures) {
        Normaliser activities = AzureActivityNormaliser.ofActivityLog();
        Normaliser resourceLogs = AzureActivityNormaliser.ofResourceLogs();
        Normaliser signIns = new SignInNormaliser();
        Normaliser directory = new DirectoryAuditNormaliser();
        Normaliser risks = new RiskNormaliser();
        Map<String, Normaliser> byCategory = new HashMap<>();
        put(
                byCategory,
                activities,
                "administrative security servicehealth alert recommendation policy autoscale resourcehealth");
        put(
                byCategory,
                signIns,
                "signinlogs noninteractiveusersigninlogs serviceprincipalsigninlogs managedidentitysigninlogs"
                        + " adfssigninlogs");
        put(byCategory, directory, "auditlogs");
        put(byCategory, risks, "userriskevents riskyusers riskyserviceprincipals serviceprincipalriskevents");
        signatures.add(
                "operationName category resourceId", List.of("category", "category.value"), byCategory, resourceLogs);
        signatures.add(activities, "operationName eventTimestamp correlationId");
        signatures.add(risks, "riskState riskEventType");
        signatures.add(risks, "riskState riskLastUpdatedDateTime");

        Normaliser audit = UnifiedAuditNormaliser.ofActivities();
        Normaliser alerts = UnifiedAuditNormaliser.ofAlerts();
        for (String member : List.of("Workload", "OrganizationId", "RecordType")) {
            signatures.add(
                    "CreationTime Operation " + member,
                    List.of("Workload"),
                    Map.of("securitycompliancecenter", alerts),
                    audit);
        }
        normalisers.addAll(List.of(activities, resourceLogs, signIns, directory, risks, audit, alerts));
    }

    private static void addOkta(List<Normaliser> normalisers, LogSourceRecogniser.Builder signatures) {
        Normaliser systemLog = new SystemLogNormaliser();
        normalisers.add(systemLog);
        signatures.add(systemLog, "eventType published");
    }

    /** Each has an audit log, and webhooks whose bodies have nothing in common with it. */
    private static void addCodeHosts(List<Normaliser> normalisers, LogSourceRecogniser.Builder signatures) {
        Normaliser gitHubAudit = new GitHubAuditNormaliser();
        Normaliser gitHubWebhook = new GitHubWebhookNormaliser();
        Normaliser gitLabAudit = new GitLabAuditNormaliser();
        Normaliser gitLabWebhook = new GitLabWebhookNormaliser();
        normalisers.addAll(List.of(gitHubAudit, gitHubWebhook, gitLabAudit, gitLabWebhook));
        for (String member : List.of("created_at", "@timestamp", "_document_id")) {
            signatures.add(gitHubAudit, "action actor " + member);
        }
        for (String member : List.of("action", "repository", "organization")) {
            signatures.add(gitHubWebhook, "sender " + member);
        }
        signatures.add(gitLabAudit, "author_id entity_type");
        signatures.add(gitLabWebhook, "object_kind");
        signatures.add(gitLabWebhook, "event_name updated_at");
        signatures.add(gitLabWebhook, "event_name project_id");
    }

    private static void put(Map<String, Normaliser> byValue, Normaliser normaliser, String values) {
        for (String value : values.split(" ", -1)) {
            byValue.put(value, normaliser);
        }
    }

    /** Tells which of them an event stands in. */
    public LogSourceRecogniser recogniser() {
        return recogniser;
    }

    /** The normaliser of a log that an operator names; empty where none reads it. */
    public Optional<Normaliser> normaliser(LogSource logSource) {
        return normalisers.stream()
                .filter(normaliser -> isNamed(normaliser.logSource(), logSource))
                .findFirst();
    }

    /** A log is named by product and service: its category, where it has one, is what other logs have too. */
    private static boolean isNamed(LogSource log, LogSource name) {
        return log.getProduct().equals(name.getProduct())
                && Objects.equals(log.getService(), name.getService())
                && (name.getCategory() == null || name.getCategory().equals(log.getCategory()));
    }

    /** Their log sources, as {@code product/service}, sorted. */
    public SortedSet<String> logSources() {
        return normalisers.stream()
                .map(Normaliser::logSource)
                .map(LogSources::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
