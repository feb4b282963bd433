package io.windhover.simulator.log;

import io.windhover.simulator.chance.Chance;
import io.windhover.simulator.journal.Journal;
import io.windhover.simulator.journal.Log;
import io.windhover.simulator.text.Line;
import io.windhover.simulator.text.Template;

/** GitHub's audit log of one organisation as it is streamed, Git events included ("Audit log events", GitHub Docs). */
public final class GitHubLog {
    /** The organisation. */
    public static final String ORGANISATION = "merlin-outfitters";

    private static final Template HEAD = Template.of("{'_document_id': '");
    private static final Template TIME = Template.of("', '@timestamp': ");
    private static final Template CREATED = Template.of(", 'created_at': ");
    private static final Template WHO =
            Template.of(", 'action': '~0', 'actor': '~1', 'actor_id': ~2, 'actor_ip': '~3', "
                    + "'actor_location': {'country_code': '~4'}, 'actor_is_bot': ~5, 'user_agent': '~6', 'org': '"
                    + ORGANISATION
                    + "', 'org_id': 7081422, 'business': '" + ORGANISATION + "', 'operation_type': '~7'");
    private static final Template REPOSITORY =
            Template.of(", 'repo': '" + ORGANISATION + "/~0', 'repo_id': ~1, 'public_repo': false");
    private static final Template TOKEN =
            Template.of(", 'programmatic_access_type': '~0', 'hashed_token': '~1', 'token_id': "
                    + "~2, 'token_scopes': 'repo,read:org'");
    private static final Template GIT = Template.of(", 'transport_protocol_name': 'http', 'transport_protocol': 1, "
            + "'repository': '" + ORGANISATION + "/~0', 'repository_public': false");
    private static final byte[] END = Template.of("}").bytes();

    private final Journal journal;

    GitHubLog(Journal journal) {
        this.journal = journal;
    }

    /** Something done on the site. */
    public void event(long time, String action, String actor, Client client, String repository, Chance chance) {
        write(time, action, actor, client, repository, "", "", chance);
    }

    /**
     * Something done with a token.
     *
     * @param kind for example {@code Personal access token (classic)}
     * @param token its hash
     */
    public void byToken(
            long time,
            String action,
            String actor,
            Client client,
            String repository,
            String kind,
            String token,
            Chance chance) {
        write(time, action, actor, client, repository, kind, token, chance);
    }

    private void write(
            long time,
            String action,
            String actor,
            Client client,
            String repository,
            String kind,
            String token,
            Chance chance) {
        Line line = journal.begin();
        HEAD.write(line);
        line.mark().hex(chance, 16).hex(chance, 6).endMark();
        TIME.write(line);
        line.number(time);
        CREATED.write(line);
        line.number(time);
        WHO.write(
                line,
                action,
                actor,
                number(actor),
                client.ip(),
                client.address().network().country(),
                Boolean.toString(actor.endsWith("[bot]")),
                client.agent().text(),
                operation(action));
        if (!repository.isEmpty()) {
            REPOSITORY.write(line, repository, number(repository));
        }
        if (!token.isEmpty()) {
            TOKEN.write(line, kind, token, number(token));
        }
        if (action.startsWith("git.")) {
            GIT.write(line, repository);
        }
        line.raw(END);
        journal.end(Log.GITHUB_AUDIT, time);
    }

    private static String operation(String action) {
        String verb = action.substring(action.lastIndexOf('.') + 1);
        return switch (verb) {
            case "clone", "fetch", "download_zip" -> "access";
            case "create", "add_member", "add_repository" -> "create";
            case "destroy", "remove_member" -> "remove";
            default -> "modify";
        };
    }

    /** The number that belongs to a name. */
    private static String number(String name) {
        return Integer.toString(Chance.of(11, name).below(90_000_000) + 10_000_000);
    }
}
