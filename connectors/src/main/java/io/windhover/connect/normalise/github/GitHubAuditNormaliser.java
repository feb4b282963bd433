package io.windhover.connect.normalise.github;

import io.windhover.connect.normalise.Described;
import io.windhover.connect.normalise.FieldValues;
import io.windhover.connect.normalise.Outcome;
import io.windhover.connect.normalise.RecordNormaliser;
import io.windhover.connect.normalise.Resources;
import io.windhover.connect.normalise.SourceAddress;
import io.windhover.schemas.Actor;
import io.windhover.schemas.Api;
import io.windhover.schemas.Cloud;
import io.windhover.schemas.LogSource;
import io.windhover.schemas.Resource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * GitHub's audit log, of an organisation or an enterprise, as it is streamed and as its API lists it ("Audit log events
 * for your enterprise", GitHub documentation); also that of GitHub Enterprise Server.
 */
public final class GitHubAuditNormaliser extends RecordNormaliser<AuditField> {

    private static final String SERVICE = "github";

    /** For actions of any category. */
    public GitHubAuditNormaliser() {
        super(
                new LogSource("github", "audit", null),
                AuditField.TABLE,
                List.of(AuditField.TIMESTAMP, AuditField.CREATED));
    }

    @Override
    protected Described describe(FieldValues<AuditField> record) {
        String action = record.get(AuditField.ACTION);
        Outcome outcome = outcome(record, action);
        return new Described(
                record.first(AuditField.DOCUMENT, AuditField.DATA_DOCUMENT),
                AuditActivity.of(action, record.get(AuditField.OPERATION_TYPE)),
                outcome,
                actor(record),
                SourceAddress.endpoint(record.get(AuditField.ADDRESS), record.get(AuditField.USER_AGENT)),
                new Api(
                        SERVICE,
                        action,
                        record.first(AuditField.REQUEST, AuditField.DATA_REQUEST),
                        null,
                        outcome == Outcome.FAILURE ? record.get(AuditField.CONCLUSION) : null,
                        null),
                new Cloud(organisation(record), record.get(AuditField.BUSINESS), null),
                resources(record));
    }

    /** The log tells of what was done; a few actions are failures by their names, and a workflow's run may end as one. */
    private static Outcome outcome(FieldValues<AuditField> record, @Nullable String action) {
        if (action == null) {
            return Outcome.UNKNOWN;
        }
        String name = action.toLowerCase(Locale.ROOT);
        if (name.contains(".failed_") || name.endsWith("_failed") || name.endsWith("_failure")) {
            return Outcome.FAILURE;
        }
        return Conclusion.outcome(record.get(AuditField.CONCLUSION));
    }

    private static Actor actor(FieldValues<AuditField> record) {
        String login = record.get(AuditField.ACTOR);
        String token = record.first(AuditField.TOKEN, AuditField.HASHED_TOKEN);
        // The address is that of the request, and names the server, only where the request's method stands beside it.
        String address = record.get(AuditField.DATA_METHOD) == null ? null : record.get(AuditField.DATA_ADDRESS);
        String principal = login == null ? Login.ofToken(token, address) : Login.principal(login, address);
        boolean bot = Boolean.TRUE.equals(record.truth(AuditField.ACTOR_IS_BOT));
        return new Actor(
                principal,
                bot ? "Bot" : null,
                record.get(AuditField.ACTOR_ID),
                login,
                record.first(AuditField.SESSION, AuditField.DATA_SESSION),
                null,
                null,
                token,
                null,
                null,
                alias(record));
    }

    private static @Nullable String alias(FieldValues<AuditField> record) {
        String name = record.get(AuditField.EXTERNAL_NAME);
        return name == null || record.get(AuditField.ACTOR) == null ? null : name.toLowerCase(Locale.ROOT);
    }

    private static @Nullable String organisation(FieldValues<AuditField> record) {
        List<FieldValues<AuditField>> organisations = record.list(AuditField.ORGANISATION);
        String first = organisations.isEmpty() ? null : organisations.get(0).get(AuditField.ORGANISATION);
        String repository = record.get(AuditField.GIT_REPOSITORY);
        for (FieldValues<AuditField> listed : record.list(AuditField.REPOSITORY)) {
            repository = repository == null ? listed.get(AuditField.REPOSITORY) : repository;
        }
        int slash = repository == null ? -1 : repository.indexOf('/');
        return first != null || repository == null || slash <= 0 ? first : repository.substring(0, slash);
    }

    private static List<Resource> resources(FieldValues<AuditField> record) {
        Resources resources = new Resources();
        resources.add(record.first(AuditField.HOOK, AuditField.DATA_HOOK), "hook");
        resources.add(record.get(AuditField.WORKFLOW_RUN), "workflow run");
        resources.add(record.get(AuditField.INTEGRATION), "integration");
        resources.add(record.first(AuditField.TEAM, AuditField.DATA_TEAM), "team");
        record.list(AuditField.REPOSITORY)
                .forEach(repository -> resources.add(repository.get(AuditField.REPOSITORY), "repository"));
        resources.add(record.get(AuditField.GIT_REPOSITORY), "repository");
        resources.add(record.get(AuditField.USER), "user");
        record.list(AuditField.ORGANISATION)
                .forEach(organisation -> resources.add(organisation.get(AuditField.ORGANISATION), "organisation"));
        return resources.list();
    }
}
