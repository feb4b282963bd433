package io.windhover.simulator.log;

import io.windhover.simulator.chance.Chance;
import io.windhover.simulator.journal.Journal;
import io.windhover.simulator.journal.Log;
import io.windhover.simulator.place.Network;
import io.windhover.simulator.text.Line;
import io.windhover.simulator.text.Template;

/** Okta's System Log ("LogEvent object", Okta API reference). */
public final class OktaLog {
    /**
     * Somebody whom Okta knows.
     *
     * @param id begins with 00u
     * @param login an e-mail
     */
    public record User(String id, String login, String name) {}

    /**
     * What an event is about, next to its actor.
     *
     * @param type for example {@code User} or {@code AppInstance}
     */
    public record Target(String id, String type, String alternateId, String name) {
        public static Target of(User user) {
            return new Target(user.id(), "User", user.login(), user.name());
        }
    }

    /** A kind of event. */
    public enum Kind {
        SESSION_START("user.session.start", "User login to Okta", "core.user_auth.login_success"),
        SESSION_END("user.session.end", "User logout from Okta", "core.user_auth.logout_success"),
        MFA("user.authentication.auth_via_mfa", "Authentication of user via MFA", "core.user.factor.attempt_success"),
        PUSH_SENT(
                "system.push.send_factor_verify_push",
                "Send Okta Verify push notification",
                "core.user.factor.verify_push"),
        PUSH_DENIED("user.mfa.okta_verify.deny_push", "User rejected Okta push verify", "core.user.mfa.deny_push"),
        SSO("user.authentication.sso", "User single sign on to app", "app.auth.sso"),
        POLICY("policy.evaluate_sign_on", "Evaluation of sign-on policy", "policy.evaluate.sign_on"),
        LOCKED("user.account.lock", "Max sign in attempts exceeded", "core.user_auth.account_locked"),
        UNLOCKED("user.account.unlock_by_admin", "Unlock user account for admin", "core.user.unlock"),
        PASSWORD_RESET(
                "user.account.reset_password", "User reset password for Okta", "core.user.config.password_reset"),
        PASSWORD_CHANGED(
                "user.account.update_password", "User update password for Okta", "core.user.config.password_update"),
        FACTOR_RESET("user.mfa.factor.reset_all", "Reset all factors for user", "core.user.factor.reset_all"),
        FACTOR_REMOVED("user.mfa.factor.deactivate", "Reset factor for user", "core.user.factor.deactivate"),
        FACTOR_ADDED(
                "user.mfa.factor.activate", "Activate factor or authenticator enrollment", "core.user.factor.activate"),
        APP_ADDED("application.user_membership.add", "Add user to application membership", "app.generic.user.assign"),
        GROUP_ADDED("group.user_membership.add", "Add user to group membership", "core.user_group_member.user_add"),
        ADMIN_OPENED("user.session.access_admin_app", "User accessing Okta admin app", "app.admin.sso.login.success");

        private final String type;
        private final String message;
        private final String legacy;

        Kind(String type, String message, String legacy) {
            this.type = type;
            this.message = message;
            this.legacy = legacy;
        }
    }

    private static final Template ACTOR = Template.of("{'actor': {'id': '~0', 'type': '~3', 'alternateId': '~1', "
            + "'displayName': '~2', 'detailEntry': null}, 'client': {'userAgent': {'rawUserAgent': '");
    private static final Template CLIENT =
            Template.of("~0', 'os': '~1', 'browser': '~2'}, 'zone': 'null', 'device': '~3', "
                    + "'id': null, 'ipAddress': '~4', 'geographicalContext': ");
    private static final Template PLACE = Template.of(
            "{'city': '~0', 'state': '~1', 'country': '~2', 'postalCode': null, " + "'geolocation': {'lat': ");
    private static final Template EVENT =
            Template.of(", 'displayMessage': '~0', 'eventType': '~1', 'outcome': {'result': " + "'~2', 'reason': ");
    private static final Template AFTER_TIME = Template.of(
            "', 'securityContext': {'asNumber': ~0, 'asOrg': '~1', 'isp': "
                    + "'~1', 'domain': '.', 'isProxy': ~2}, 'severity': '~3', 'debugContext': {'debugData': {'requestUri': "
                    + "'~4', 'dtHash': '~5', 'url': '~4?'}}, 'legacyEventType': '~6', 'transaction': {'type': 'WEB', 'id': '");
    private static final Template CHAIN =
            Template.of("', 'version': '0', 'request': {'ipChain': [{'ip': '~0', 'geographicalContext': ");
    private static final Template CHAIN_END = Template.of(", 'version': '~0', 'source': null}]}, 'target': ");
    private static final Template TARGET =
            Template.of("{'id': '~0', 'type': '~1', 'alternateId': '~2', 'displayName': '~3', 'detailEntry': null}");
    private static final byte[] UUID =
            Template.of("', 'detail': {}}, 'uuid': '").bytes();
    private static final byte[] PUBLISHED = Template.of("}, 'published': '").bytes();

    private static final byte[] SESSION_OPEN = Template.of("}, 'device': ").bytes();
    private static final Template SESSION_REST = Template.of(", 'authenticationContext': {"
            + "'authenticationProvider': null, 'credentialProvider': null, 'credentialType': null, 'issuer': null, "
            + "'interface': null, 'authenticationStep': 0, 'rootSessionId': '~0', 'externalSessionId': '~0'}");
    private static final Template DEVICE =
            Template.of("{'id': 'guo~0', 'name': '~1', 'os_platform': '~2', 'managed': true, 'registered': true}");
    private static final byte[] NULL = Template.of("null").bytes();
    private static final byte[] END = Template.of("}").bytes();
    private static final byte[] QUOTE = Template.of("'").bytes();
    private static final byte[] COMMA = Template.of(",").bytes();
    private static final Template COORDINATES = Template.of("~0, 'lon': ~1}}");
    private static final byte[] LIST = Template.of("[").bytes();
    private static final byte[] LIST_END = Template.of("]").bytes();

    private final Journal journal;

    OktaLog(Journal journal) {
        this.journal = journal;
    }

    /** Something that worked. */
    public void event(
            long time, Kind kind, User actor, Client client, String session, Chance chance, Target... targets) {
        event(time, kind, actor, client, session, "SUCCESS", "", chance, targets);
    }

    /**
     * Something with an outcome.
     *
     * @param session the id of the browser's session
     * @param result SUCCESS, FAILURE, ALLOW, DENY or CHALLENGE
     * @param reason why; empty for none
     */
    public void event(
            long time,
            Kind kind,
            User actor,
            Client client,
            String session,
            String result,
            String reason,
            Chance chance,
            Target... targets) {
        Network network = client.address().network();
        Line line = journal.begin();
        ACTOR.write(
                line,
                actor.id(),
                actor.login(),
                actor.name(),
                actor.id().startsWith("00u") ? "User" : "SystemPrincipal");
        Agent agent = client.agent();
        CLIENT.write(
                line, agent.text(), agent.os(), agent.browser(), client.phone() ? "Mobile" : "Computer", client.ip());
        place(line, network);
        line.raw(SESSION_OPEN);
        device(line, client);
        SESSION_REST.write(line, session);
        EVENT.write(line, kind.message, kind.type, result);
        quoted(line, reason);
        line.raw(PUBLISHED).time(time, 3);
        AFTER_TIME.write(
                line,
                Integer.toString(network.asNumber()),
                network.asName(),
                Boolean.toString(network.kind().equals("vpn") || network.kind().equals("tor")),
                result.equals("SUCCESS") || result.equals("ALLOW") ? "INFO" : "WARN",
                kind == Kind.SSO ? "/app/sso" : "/api/v1/authn",
                client.device(),
                kind.legacy);
        line.uuid(chance).raw(UUID).mark().uuid(chance).endMark();
        CHAIN.write(line, client.ip());
        place(line, network);
        CHAIN_END.write(line, client.ip().indexOf(':') < 0 ? "V4" : "V6");
        targets(line, targets);
        line.raw(END);
        journal.end(Log.OKTA_SYSTEM, time);
    }

    private static void device(Line line, Client client) {
        if (client.device().isEmpty()) {
            line.raw(NULL);
        } else {
            DEVICE.write(
                    line,
                    client.device(),
                    client.phone() ? "Phone" : "Laptop",
                    client.agent().os());
        }
    }

    private static void place(Line line, Network network) {
        PLACE.write(line, network.city(), network.region(), network.country());
        COORDINATES.write(line, Double.toString(network.latitude()), Double.toString(network.longitude()));
    }

    private static void quoted(Line line, String text) {
        if (text.isEmpty()) {
            line.raw(NULL);
        } else {
            line.raw(QUOTE).text(text).raw(QUOTE);
        }
    }

    private static void targets(Line line, Target... targets) {
        if (targets.length == 0) {
            line.raw(NULL);
            return;
        }
        line.raw(LIST);
        for (int i = 0; i < targets.length; i++) {
            if (i > 0) {
                line.raw(COMMA);
            }
            TARGET.write(line, targets[i].id(), targets[i].type(), targets[i].alternateId(), targets[i].name());
        }
        line.raw(LIST_END);
    }
}
