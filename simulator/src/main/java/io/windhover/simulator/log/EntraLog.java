package io.windhover.simulator.log;

import io.windhover.simulator.chance.Chance;
import io.windhover.simulator.journal.Journal;
import io.windhover.simulator.journal.Log;
import io.windhover.simulator.place.Network;
import io.windhover.simulator.text.Line;
import io.windhover.simulator.text.Template;

/**
 * Sign-ins to Entra and its audit log as diagnostic settings stream them ("Sign-in log schema", Azure Monitor; "signIn" and
 * "directoryAudit resource type", Microsoft Graph).
 */
public final class EntraLog {
    /** The tenant of the company. */
    public static final String TENANT = "5f1c0e6a-3d8e-4d55-9a4e-0b6c1e7f2a10";

    /**
     * Somebody in the directory.
     *
     * @param id object id
     * @param upn user principal name
     */
    public record User(String id, String upn, String name) {}

    /** An application that is signed in to, and the resource that it wants. */
    public record App(String id, String name, String resource) {}

    /** How a sign-in ended. */
    public enum Result {
        OK("0", ""),
        WRONG_PASSWORD("50126", "Error validating credentials due to invalid username or password."),
        LOCKED("50053", "The account is locked because of too many sign-in attempts."),
        MFA_REQUIRED("50074", "Strong Authentication is required."),
        KEEP_SIGNED_IN("50140", "This occurred due to 'Keep me signed in' interrupt when the user was signing in."),
        MFA_FROM_PROOF(
                "50076",
                "Due to a configuration change made by your administrator, you must use multi-factor authentication."),
        MFA_DENIED("500121", "Authentication failed during strong authentication request."),
        BLOCKED("53003", "Access has been blocked by Conditional Access policies."),
        TOKEN_EXPIRED("70043", "The refresh token has expired or is invalid due to sign-in frequency checks.");

        private final String code;
        private final String text;

        Result(String code, String text) {
            this.code = code;
            this.text = text;
        }
    }

    private static final Template HEAD = Template.of("{'time': '");
    private static final Template TOP = Template.of("', 'resourceId': '/tenants/" + TENANT
            + "/providers/Microsoft.aadiam', "
            + "'operationName': 'Sign-in activity', 'operationVersion': '1.0', 'category': '~0', 'tenantId': '" + TENANT
            + "', 'resultType': '~1', 'resultSignature': 'None', 'resultDescription': '~2', 'durationMs': 0, "
            + "'callerIpAddress': '~3', 'correlationId': '");
    private static final Template WHO =
            Template.of("', 'identity': '~0', 'Level': 4, 'location': '~1', 'properties': {'id': '");
    private static final Template CREATED = Template.of("', 'createdDateTime': '");
    private static final Template PERSON =
            Template.of("', 'userDisplayName': '~0', 'userPrincipalName': '~1', 'userId': '~2', "
                    + "'appId': '~3', 'appDisplayName': '~4', 'ipAddress': '~5', 'status': {'errorCode': ");
    private static final Template STATUS =
            Template.of("~0, 'failureReason': '~1'}, 'clientAppUsed': '~2', 'userAgent': '~3', "
                    + "'deviceDetail': {'deviceId': '~4', 'displayName': '', 'operatingSystem': '~5', 'browser': '~6', 'isCompliant': "
                    + "~7, 'isManaged': ~7, 'trustType': '~8'}");
    private static final Template PLACE =
            Template.of(", 'location': {'city': '~0', 'state': '~1', 'countryOrRegion': '~2', "
                    + "'geoCoordinates': {'latitude': ~3, 'longitude': ~4}}, 'autonomousSystemNumber': ~5");
    private static final Template REST =
            Template.of(", 'conditionalAccessStatus': '~0', 'appliedConditionalAccessPolicies': "
                    + "[], 'authenticationRequirement': '~1', 'isInteractive': ~2, 'tokenIssuerType': 'AzureAD', 'riskState': 'none', "
                    + "'riskLevelAggregated': 'none', 'riskLevelDuringSignIn': 'none', 'resourceDisplayName': '~3', 'resourceId': "
                    + "'00000003-0000-0000-c000-000000000000', 'resourceTenantId': '" + TENANT + "', 'homeTenantId': '"
                    + TENANT
                    + "', 'crossTenantAccessType': 'none', 'userType': 'Member', 'authenticationProtocol': '~4', 'sessionId': '~5', "
                    + "'uniqueTokenIdentifier': '");
    private static final Template PROGRAM =
            Template.of("', 'servicePrincipalId': '~0', 'servicePrincipalName': '~1', 'appId': "
                    + "'~2', 'appDisplayName': '~1', 'ipAddress': '~3', 'servicePrincipalCredentialKeyId': '~4', 'status': {'errorCode': "
                    + "~5, 'failureReason': '~6'}, 'resourceDisplayName': '~7', 'resourceTenantId': '" + TENANT
                    + "', 'homeTenantId': '"
                    + TENANT + "', 'isInteractive': false, 'uniqueTokenIdentifier': '");
    private static final Template AUDIT = Template.of("', 'resourceId': '/tenants/" + TENANT
            + "/providers/Microsoft.aadiam', "
            + "'operationName': '~0', 'operationVersion': '1.0', 'category': 'AuditLogs', 'tenantId': '" + TENANT
            + "', 'resultSignature': 'None', 'durationMs': 0, 'callerIpAddress': '~1', 'correlationId': '");
    private static final Template AUDIT_ID =
            Template.of("', 'Level': 4, 'properties': {'tenantId': '" + TENANT + "', 'id': '");
    private static final Template AUDIT_REST = Template.of("', 'category': '~0', 'result': '~1', 'resultReason': '~2', "
            + "'activityDisplayName': '~3', 'activityDateTime': '");
    private static final Template AUDIT_BY =
            Template.of("', 'loggedByService': '~0', 'operationType': '~1', 'initiatedBy': "
                    + "{'user': {'id': '~2', 'displayName': null, 'userPrincipalName': '~3', 'ipAddress': '~4', 'roles': []}}, "
                    + "'targetResources': [{'id': '~5', 'displayName': '~6', 'type': '~7', 'userPrincipalName': '~8', "
                    + "'modifiedProperties': []}], 'additionalDetails': [{'key': 'User-Agent', 'value': '~9'}]}}");
    private static final byte[] DIRECTORY = Template.of("Directory_").bytes();
    private static final byte[] CLOSE = Template.of("'}}").bytes();

    private final Journal journal;

    EntraLog(Journal journal) {
        this.journal = journal;
    }

    /** A person's sign-in in which a browser or an app showed a page. */
    public void signIn(
            long time, User user, App app, Client client, Result result, boolean mfa, String session, Chance chance) {
        signIn("SignInLogs", time, user, app, client, result, mfa, session, chance);
    }

    /** A token that an app renewed for a person by itself. */
    public void renewal(long time, User user, App app, Client client, Result result, String session, Chance chance) {
        signIn("NonInteractiveUserSignInLogs", time, user, app, client, result, true, session, chance);
    }

    private void signIn(
            String category,
            long time,
            User user,
            App app,
            Client client,
            Result result,
            boolean mfa,
            String session,
            Chance chance) {
        Network network = client.address().network();
        Line line = begin(category, time, result, client.ip(), user.name(), network, chance);
        PERSON.write(line, user.name(), user.upn(), user.id(), app.id(), app.name(), client.ip());
        boolean interactive = category.equals("SignInLogs");
        boolean known = !client.device().isEmpty();
        Agent agent = client.agent();
        STATUS.write(
                line,
                result.code,
                result.text,
                agent.browser().equals("UNKNOWN") || client.phone() ? "Mobile Apps and Desktop clients" : "Browser",
                agent.text(),
                known ? guid(client.device()) : "",
                agent.os(),
                agent.browser(),
                Boolean.toString(known),
                known ? "Azure AD joined" : "");
        PLACE.write(
                line,
                network.city(),
                network.region(),
                network.country(),
                Double.toString(network.latitude()),
                Double.toString(network.longitude()),
                Integer.toString(network.asNumber()));
        REST.write(
                line,
                result == Result.OK ? "success" : result == Result.BLOCKED ? "failure" : "notApplied",
                mfa ? "multiFactorAuthentication" : "singleFactorAuthentication",
                Boolean.toString(interactive),
                app.resource(),
                agent.browser().equals("UNKNOWN") ? "ropc" : "none",
                session);
        line.hex(chance, 16).raw(CLOSE);
        journal.end(Log.ENTRA_SIGNIN, time);
    }

    /**
     * A sign-in of a program.
     *
     * @param category {@code ServicePrincipalSignInLogs} or {@code ManagedIdentitySignInLogs}
     * @param program its service principal
     * @param credential the id of the secret or certificate it showed
     */
    public void program(
            String category,
            long time,
            User program,
            String credential,
            App resource,
            Client client,
            Result result,
            Chance chance) {
        Line line = begin(
                category,
                time,
                result,
                client.ip(),
                program.name(),
                client.address().network(),
                chance);
        PROGRAM.write(
                line,
                program.id(),
                program.name(),
                resource.id(),
                client.ip(),
                credential,
                result.code,
                result.text,
                resource.resource());
        line.hex(chance, 16).raw(CLOSE);
        journal.end(Log.ENTRA_SIGNIN, time);
    }

    private Line begin(
            String category, long time, Result result, String ip, String identity, Network network, Chance chance) {
        Line line = journal.begin();
        HEAD.write(line);
        line.time(time, 7);
        TOP.write(line, category, result.code, result.text, ip);
        line.uuid(chance);
        WHO.write(line, identity, network.country());
        line.mark().uuid(chance).endMark();
        CREATED.write(line);
        return line.time(time, 7);
    }

    /** A change in the directory. */
    public record Change(String activity, String category, String service, String type) {}

    /** What a change is about. */
    public record Target(String id, String name, String type, String upn) {
        public static Target of(User user) {
            return new Target(user.id(), user.name(), "User", user.upn());
        }
    }

    /**
     * A change that somebody made or tried.
     *
     * @param reason why it failed; empty where it did not
     */
    public void audit(long time, Change change, User by, Client client, Target target, String reason, Chance chance) {
        Line line = journal.begin();
        HEAD.write(line);
        line.time(time, 7);
        AUDIT.write(line, change.activity(), client.ip());
        line.uuid(chance);
        AUDIT_ID.write(line);
        line.mark().raw(DIRECTORY).uuid(chance).endMark();
        AUDIT_REST.write(line, change.category(), reason.isEmpty() ? "success" : "failure", reason, change.activity());
        line.time(time, 7);
        AUDIT_BY.write(
                line,
                change.service(),
                change.type(),
                by.id(),
                by.upn(),
                client.ip(),
                target.id(),
                target.name(),
                target.type(),
                target.upn(),
                client.agent().text());
        journal.end(Log.ENTRA_AUDIT, time);
    }

    /** A device's id in the form that Entra gives it. */
    private static String guid(String device) {
        String hex = (device + "00000000000000000000000000000000").substring(0, 32);
        return hex.substring(0, 8) + "-" + hex.substring(8, 12) + "-" + hex.substring(12, 16) + "-"
                + hex.substring(16, 20) + "-" + hex.substring(20);
    }
}
