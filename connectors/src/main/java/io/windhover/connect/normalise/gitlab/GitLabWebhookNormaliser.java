package io.windhover.connect.normalise.gitlab;

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
 * The bodies of GitLab's webhooks and system hooks ("Webhook events" and "System hooks", GitLab documentation). Times in a
 * body are those of the things that it is about, such as an account's; what is pushed happened when it was received.
 * Most system hooks do not tell who did it, only to whom.
 */
public final class GitLabWebhookNormaliser extends RecordNormaliser<WebhookField> {

    private static final String SERVICE = "gitlab";
    private static final String EVENT_HEADER = "x-gitlab-event";
    private static final String CAUSE_HEADER = "x-gitlab-event-uuid";

    /** For events of any kind. */
    public GitLabWebhookNormaliser() {
        super(
                new LogSource("gitlab", "webhook", null),
                WebhookField.TABLE,
                List.of(
                        WebhookField.OBJECT_UPDATED,
                        WebhookField.OBJECT_CREATED,
                        WebhookField.UPDATED,
                        WebhookField.CREATED));
    }

    @Override
    protected @Nullable Instant knownTime(RawEvent event) {
        return event.context().containsKey(EVENT_HEADER) ? event.ingestTime() : null;
    }

    @Override
    protected Described describe(FieldValues<WebhookField> body) {
        return describe(body, Map.of());
    }

    @Override
    protected Described describe(FieldValues<WebhookField> body, Map<String, String> headers) {
        WebhookEvent event = WebhookEvent.of(body);
        String status = body.first(WebhookField.STATUS, WebhookField.BUILD_STATUS, WebhookField.TOP_STATUS);
        Outcome outcome = event.outcome(status);
        return new Described(
                null,
                event.activity(),
                outcome,
                actor(event, body, Account.host(headers, body.get(WebhookField.PROJECT_PAGE))),
                SourceAddress.endpoint(null, null),
                new Api(
                        SERVICE,
                        event.operation(),
                        headers.get(CAUSE_HEADER),
                        null,
                        outcome == Outcome.FAILURE ? status : null,
                        null),
                new Cloud(group(body), null, null),
                resources(event, body));
    }

    private static Actor actor(WebhookEvent event, FieldValues<WebhookField> body, String host) {
        String login = body.get(WebhookField.ACTOR_LOGIN);
        String id = body.get(WebhookField.ACTOR);
        String name = body.get(WebhookField.ACTOR_NAME);
        if (event.isPush()) {
            login = body.get(WebhookField.USER_LOGIN);
            id = body.get(WebhookField.USER);
            name = body.get(WebhookField.USER_NAME);
        } else if (event.isFailedLogin()) {
            login = body.get(WebhookField.LOGIN);
            id = body.get(WebhookField.USER);
        }
        String number = Account.numberOrNobody(id);
        String principal = Account.ofLogin(login, host);
        return new Actor(
                principal == null ? Account.ofNumber(number, host) : principal,
                null,
                number,
                login == null ? name : login,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static @Nullable String project(FieldValues<WebhookField> body) {
        String project = body.first(WebhookField.PROJECT, WebhookField.PROJECT_PATH, WebhookField.TEAM_PROJECT_PATH);
        return project == null ? body.get(WebhookField.PROJECT_NUMBER) : project;
    }

    /** The group above all others, or the person, that the project or the group belongs to. */
    private static @Nullable String group(FieldValues<WebhookField> body) {
        String project = body.first(WebhookField.PROJECT, WebhookField.PROJECT_PATH, WebhookField.TEAM_PROJECT_PATH);
        String path = project == null
                ? body.first(WebhookField.GROUP, WebhookField.FULL_PATH, WebhookField.GROUP_PATH)
                : project;
        int slash = path == null ? -1 : path.indexOf('/');
        return path == null || slash <= 0 ? path : path.substring(0, slash);
    }

    private static List<Resource> resources(WebhookEvent event, FieldValues<WebhookField> body) {
        Resources resources = new Resources();
        String project = project(body);
        if (!event.isPush() && !event.isFailedLogin()) {
            resources.add(body.first(WebhookField.USER_LOGIN, WebhookField.LOGIN, WebhookField.USER), "user");
        }
        String object = body.first(WebhookField.OBJECT_NUMBER, WebhookField.OBJECT);
        if (object != null) {
            resources.add(project == null ? object : project + "#" + object, event.name());
        }
        String ref = body.get(WebhookField.REF);
        if (ref != null) {
            resources.add(project == null ? ref : project + "@" + ref, "ref");
        }
        resources.add(project, "project");
        resources.add(body.first(WebhookField.GROUP, WebhookField.FULL_PATH, WebhookField.GROUP_PATH), "group");
        return resources.list();
    }
}
