package io.windhover.connect.normalise.github;

import io.windhover.connect.normalise.Described;
import io.windhover.connect.normalise.FieldValues;
import io.windhover.connect.normalise.Outcome;
import io.windhover.connect.normalise.RawEvent;
import io.windhover.connect.normalise.RecordNormaliser;
import io.windhover.connect.normalise.Resources;
import io.windhover.connect.normalise.SourceAddress;
import io.windhover.schemas.Actor;
import io.windhover.schemas.Api;
import io.windhover.schemas.Cloud;
import io.windhover.schemas.LogSource;
import io.windhover.schemas.Resource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bodies of GitHub's webhooks ("Webhook events and payloads", GitHub documentation). A body names neither its event
 * nor, for most events, a time: the one is in a header, and what is pushed happened when it was received. Times in a
 * body are those of the things that it is about, which may be old; they count only where the body was not pushed.
 */
public final class GitHubWebhookNormaliser extends RecordNormaliser<WebhookField> {

    private static final String SERVICE = "github";
    private static final String DELIVERY_HEADER = "x-github-delivery";

    /** For events of any name. */
    public GitHubWebhookNormaliser() {
        super(
                new LogSource("github", "webhook", null),
                WebhookField.TABLE,
                List.of(
                        WebhookField.COMMENT_UPDATED,
                        WebhookField.COMMENT_CREATED,
                        WebhookField.REVIEW_SUBMITTED,
                        WebhookField.JOB_COMPLETED,
                        WebhookField.JOB_STARTED,
                        WebhookField.RUN_UPDATED,
                        WebhookField.CHECK_COMPLETED,
                        WebhookField.PULL_REQUEST_UPDATED,
                        WebhookField.PULL_REQUEST_CREATED,
                        WebhookField.ISSUE_UPDATED,
                        WebhookField.ISSUE_CREATED,
                        WebhookField.RELEASE_PUBLISHED,
                        WebhookField.ALERT_UPDATED,
                        WebhookField.HEAD_COMMIT_TIME));
    }

    @Override
    protected @Nullable Instant knownTime(RawEvent event) {
        return event.context().containsKey(WebhookEvent.HEADER) ? event.ingestTime() : null;
    }

    @Override
    protected Described describe(FieldValues<WebhookField> body) {
        return describe(body, Map.of());
    }

    @Override
    protected Described describe(FieldValues<WebhookField> body, Map<String, String> headers) {
        WebhookEvent event = WebhookEvent.of(body, headers);
        String conclusion =
                body.first(WebhookField.JOB_CONCLUSION, WebhookField.RUN_CONCLUSION, WebhookField.CHECK_CONCLUSION);
        Outcome outcome = event.operation() == null ? Outcome.UNKNOWN : Conclusion.outcome(conclusion);
        return new Described(
                null,
                event.activity(),
                outcome,
                actor(body),
                SourceAddress.endpoint(null, null),
                new Api(
                        SERVICE,
                        event.operation(),
                        headers.get(DELIVERY_HEADER),
                        null,
                        outcome == Outcome.FAILURE ? conclusion : null,
                        null),
                new Cloud(account(body), body.get(WebhookField.ENTERPRISE), null),
                resources(body));
    }

    private static Actor actor(FieldValues<WebhookField> body) {
        String login = body.first(WebhookField.SENDER, WebhookField.PUSHER);
        String page = body.first(WebhookField.SENDER_PAGE, WebhookField.REPOSITORY_PAGE);
        return new Actor(
                Login.principal(login, page),
                body.get(WebhookField.SENDER_TYPE),
                body.get(WebhookField.SENDER_ID),
                login,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static @Nullable String account(FieldValues<WebhookField> body) {
        String organisation = body.first(WebhookField.ORGANISATION, WebhookField.INSTALLATION_ACCOUNT);
        String repository = body.get(WebhookField.REPOSITORY);
        int slash = repository == null ? -1 : repository.indexOf('/');
        return organisation != null || repository == null || slash <= 0 ? organisation : repository.substring(0, slash);
    }

    private static List<Resource> resources(FieldValues<WebhookField> body) {
        Resources resources = new Resources();
        String repository = body.get(WebhookField.REPOSITORY);
        resources.add(body.get(WebhookField.MEMBER), "user");
        resources.add(body.get(WebhookField.MEMBERSHIP_USER), "user");
        resources.add(body.get(WebhookField.TEAM), "team");
        resources.add(body.get(WebhookField.KEY), "deploy key");
        resources.add(body.get(WebhookField.HOOK), "hook");
        resources.add(body.get(WebhookField.RULESET), "ruleset");
        resources.add(numbered(repository, "#", body.get(WebhookField.PULL_REQUEST)), "pull request");
        resources.add(numbered(repository, "#", body.get(WebhookField.ISSUE)), "issue");
        resources.add(numbered(repository, "@", body.get(WebhookField.REF)), "ref");
        resources.add(body.get(WebhookField.RUN), "workflow run");
        resources.add(body.get(WebhookField.JOB), "workflow job");
        resources.add(repository, "repository");
        resources.add(body.get(WebhookField.INSTALLATION), "installation");
        resources.add(body.get(WebhookField.ORGANISATION), "organisation");
        return resources.list();
    }

    /** A thing whose number or name counts only within its repository. */
    private static @Nullable String numbered(@Nullable String repository, String mark, @Nullable String number) {
        return repository == null || number == null ? number : repository + mark + number;
    }
}
