package io.windhover.simulator.log;

import io.windhover.simulator.chance.Chance;
import io.windhover.simulator.journal.Journal;
import io.windhover.simulator.journal.Log;
import io.windhover.simulator.text.Line;
import io.windhover.simulator.text.Template;
import java.util.Locale;

/**
 * Azure's activity log as diagnostic settings stream it ("Azure activity log event schema", Azure Monitor). A change leaves
 * two records with one correlation id: that it began, and how it ended.
 */
public final class AzureLog {
    private static final Template HEAD = Template.of("{'time': '");
    private static final Template TOP = Template.of(
            "', 'resourceId': '~0', 'operationName': '~1', 'category': '~2', "
                    + "'resultType': '~3', 'resultSignature': '~4', 'durationMs': 0, 'callerIpAddress': '~5', 'correlationId': '~6', "
                    + "'identity': {'authorization': {'scope': '~0', 'action': '~7', 'evidence': {'role': '~8', 'principalId': '~9', ");
    private static final Template CLAIMS = Template.of("'principalType': '~0'}}, 'claims': {'aud': "
            + "'https://management.azure.com', 'appid': '~1', 'idtyp': '~2', 'ipaddr': '~3', "
            + "'http://schemas.microsoft.com/identity/claims/objectidentifier': '~4', "
            + "'http://schemas.microsoft.com/identity/claims/tenantid': '" + EntraLog.TENANT
            + "', 'name': '~5', 'uti': '");
    private static final Template UPN =
            Template.of("', 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn': '~0', "
                    + "'http://schemas.microsoft.com/claims/authnmethodsreferences': 'pwd,mfa");
    private static final Template REST = Template.of("'}}, 'level': '~0', 'location': 'global', 'tenantId': '"
            + EntraLog.TENANT + "', 'properties': {'statusCode': '~1', 'userAgentHeader': '~2', 'eventDataId': '");
    private static final byte[] CLOSE = Template.of("'}}").bytes();

    private final Journal journal;

    AzureLog(Journal journal) {
        this.journal = journal;
    }

    /** How a call ended. */
    public enum Result {
        OK("Success", "Succeeded.OK", "OK"),
        CREATED("Success", "Succeeded.Created", "Created"),
        FORBIDDEN("Failure", "Failed.Forbidden", "Forbidden"),
        CONFLICT("Failure", "Failed.Conflict", "Conflict");

        private final String type;
        private final String signature;
        private final String status;

        Result(String type, String signature, String status) {
            this.type = type;
            this.signature = signature;
            this.status = status;
        }
    }

    /**
     * A call by a person: its beginning and its end, in one instant.
     *
     * @param operation for example {@code Microsoft.Storage/storageAccounts/delete}
     */
    public void person(
            long time,
            EntraLog.User by,
            String role,
            Client client,
            String operation,
            String resource,
            Result result,
            Chance chance) {
        both(time, by, role, "User", "user", client, operation, resource, result, chance);
    }

    /** A call by a program. */
    public void program(
            long time,
            EntraLog.User by,
            String role,
            Client client,
            String operation,
            String resource,
            Result result,
            Chance chance) {
        both(time, by, role, "ServicePrincipal", "app", client, operation, resource, result, chance);
    }

    private void both(
            long time,
            EntraLog.User by,
            String role,
            String principal,
            String kind,
            Client client,
            String operation,
            String resource,
            Result result,
            Chance chance) {
        String correlation = chance.uuid();
        String[] top = {
            resource,
            operation,
            category(operation),
            "Start",
            "Started.",
            client.ip(),
            correlation,
            operation,
            role,
            by.id().replace("-", "")
        };
        String[] claims = {principal, "c44b4083-3bb0-49c1-b47d-974e53cbdf3c", kind, client.ip(), by.id(), by.name()};
        if (result != Result.FORBIDDEN) {
            write(time, by, kind, top, claims, "", client, chance);
        }
        top[3] = result.type;
        top[4] = result.signature;
        write(time, by, kind, top, claims, result.status, client, chance);
    }

    private void write(
            long time,
            EntraLog.User by,
            String kind,
            String[] top,
            String[] claims,
            String status,
            Client client,
            Chance chance) {
        Line line = journal.begin();
        HEAD.write(line);
        line.time(time, 7);
        TOP.write(line, top);
        CLAIMS.write(line, claims);
        line.hex(chance, 16);
        if (kind.equals("user")) {
            UPN.write(line, by.upn());
        }
        REST.write(
                line,
                status.equals("Forbidden") ? "Error" : "Information",
                status,
                client.agent().text());
        line.mark().uuid(chance).endMark().raw(CLOSE);
        journal.end(Log.AZURE_ACTIVITY, time);
    }

    private static String category(String operation) {
        String lower = operation.toLowerCase(Locale.ROOT);
        return lower.startsWith("microsoft.authorization/policies") ? "Policy" : "Administrative";
    }
}
