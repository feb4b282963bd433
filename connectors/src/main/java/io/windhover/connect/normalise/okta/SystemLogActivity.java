package io.windhover.connect.normalise.okta;

import io.windhover.connect.normalise.Activity;
import io.windhover.connect.normalise.ActivityTable;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The OCSF class and activity of an event type ("Event types", Okta API reference). */
final class SystemLogActivity {

    private static final String ANY = "";

    private static final ActivityTable TABLE = new ActivityTable()
            .calls(
                    Activity.AUTHENTICATION,
                    1,
                    ANY,
                    "user.session.start|user.authentication.sso|user.authentication.authenticate"
                            + "|user.authentication.auth|user.authentication.auth_via_mfa"
                            + "|user.authentication.auth_via_idp|user.authentication.auth_via_inbound_saml"
                            + "|user.authentication.auth_via_iwa|user.authentication.auth_via_radius"
                            + "|user.authentication.auth_via_ad_agent|user.authentication.auth_via_ldap_agent"
                            + "|user.authentication.auth_via_social|user.authentication.verify"
                            + "|user.session.access_admin_app")
            .calls(
                    Activity.AUTHENTICATION,
                    2,
                    ANY,
                    "user.session.end|user.session.clear|user.authentication.slo"
                            + "|user.authentication.universal_logout")
            .calls(
                    Activity.AUTHENTICATION,
                    3,
                    ANY,
                    "app.oauth2.token.grant|app.oauth2.token.grant.access_token|app.oauth2.token.grant.id_token"
                            + "|app.oauth2.token.grant.refresh_token|app.oauth2.authorize.code"
                            + "|app.oauth2.as.token.grant|app.oauth2.as.token.grant.access_token"
                            + "|app.oauth2.as.token.grant.id_token|app.oauth2.as.token.grant.refresh_token"
                            + "|app.oauth2.as.authorize.code")
            .calls(
                    Activity.AUTHENTICATION,
                    7,
                    ANY,
                    "user.session.impersonation.initiate|user.session.impersonation.grant"
                            + "|user.session.impersonation.extend|user.session.impersonation.end"
                            + "|user.session.impersonation.revoke")
            .calls(
                    Activity.AUTHENTICATION,
                    99,
                    ANY,
                    "policy.evaluate_sign_on|user.mfa.okta_verify.deny_push|user.mfa.attempt_bypass"
                            + "|system.push.send_factor_verify_push")
            .calls(Activity.USER_MANAGEMENT, 1, ANY, "user.lifecycle.create|user.import.new_user")
            .calls(
                    Activity.USER_MANAGEMENT,
                    2,
                    ANY,
                    "user.account.update_profile|user.account.update_primary_email"
                            + "|user.account.update_secondary_email|user.account.update_phone")
            .calls(Activity.USER_MANAGEMENT, 3, ANY, "user.lifecycle.delete.initiated|user.lifecycle.delete.completed")
            .calls(
                    Activity.USER_MANAGEMENT,
                    4,
                    ANY,
                    "user.lifecycle.activate|user.lifecycle.reactivate|user.lifecycle.unsuspend")
            .calls(Activity.USER_MANAGEMENT, 5, ANY, "user.lifecycle.deactivate|user.lifecycle.suspend")
            .calls(Activity.USER_MANAGEMENT, 6, ANY, "user.account.lock|user.account.lock.limit")
            .calls(
                    Activity.USER_MANAGEMENT,
                    7,
                    ANY,
                    "user.account.unlock|user.account.unlock_by_admin|user.account.unlock_token")
            .calls(Activity.USER_MANAGEMENT, 8, ANY, "user.account.update_password")
            .calls(Activity.USER_MANAGEMENT, 9, ANY, "user.account.reset_password|user.account.expire_password")
            .calls(Activity.USER_MANAGEMENT, 12, ANY, "user.mfa.factor.activate|user.mfa.factor.unsuspend")
            .calls(
                    Activity.USER_MANAGEMENT,
                    13,
                    ANY,
                    "user.mfa.factor.deactivate|user.mfa.factor.reset_all|user.mfa.factor.suspend")
            .calls(Activity.USER_MANAGEMENT, 14, ANY, "user.account.privilege.grant|application.user_membership.add")
            .calls(
                    Activity.USER_MANAGEMENT,
                    15,
                    ANY,
                    "user.account.privilege.revoke|application.user_membership.remove")
            .calls(Activity.USER_MANAGEMENT, 18, ANY, "system.api_token.create|app.oauth2.client.lifecycle.create")
            .calls(Activity.USER_MANAGEMENT, 19, ANY, "system.api_token.revoke")
            .calls(Activity.GROUP_MANAGEMENT, 1, ANY, "group.privilege.grant|group.application_assignment.add")
            .calls(Activity.GROUP_MANAGEMENT, 2, ANY, "group.privilege.revoke|group.application_assignment.remove")
            .calls(Activity.GROUP_MANAGEMENT, 3, ANY, "group.user_membership.add")
            .calls(Activity.GROUP_MANAGEMENT, 4, ANY, "group.user_membership.remove")
            .calls(Activity.GROUP_MANAGEMENT, 5, ANY, "group.lifecycle.delete")
            .calls(Activity.GROUP_MANAGEMENT, 6, ANY, "group.lifecycle.create")
            .calls(Activity.GROUP_MANAGEMENT, 9, ANY, "group.profile.update")
            .calls(Activity.ROLE_MANAGEMENT, 1, ANY, "iam.role.create")
            .calls(Activity.ROLE_MANAGEMENT, 3, ANY, "iam.role.delete")
            .calls(Activity.ROLE_MANAGEMENT, 4, ANY, "iam.role.permissions.add")
            .calls(Activity.ROLE_MANAGEMENT, 5, ANY, "iam.role.permissions.delete")
            .calls(
                    Activity.ENTITY_MANAGEMENT,
                    1,
                    ANY,
                    "application.lifecycle.create|policy.lifecycle.create|policy.rule.add|zone.create"
                            + "|system.idp.lifecycle.create|device.enrollment.create|iam.resourceset.create")
            .calls(
                    Activity.ENTITY_MANAGEMENT,
                    3,
                    ANY,
                    "application.lifecycle.update|policy.lifecycle.update|policy.rule.update|zone.update"
                            + "|system.idp.lifecycle.update|application.policy.sign_on.update"
                            + "|application.policy.sign_on.rule.create|application.policy.sign_on.rule.delete")
            .calls(
                    Activity.ENTITY_MANAGEMENT,
                    4,
                    ANY,
                    "application.lifecycle.delete|policy.lifecycle.delete|policy.rule.delete|zone.delete"
                            + "|system.idp.lifecycle.delete|iam.resourceset.delete")
            .calls(
                    Activity.ENTITY_MANAGEMENT,
                    10,
                    ANY,
                    "application.lifecycle.activate|policy.lifecycle.activate|policy.rule.activate|zone.activate"
                            + "|system.idp.lifecycle.activate")
            .calls(
                    Activity.ENTITY_MANAGEMENT,
                    11,
                    ANY,
                    "application.lifecycle.deactivate|policy.lifecycle.deactivate|policy.rule.deactivate"
                            + "|zone.deactivate|system.idp.lifecycle.deactivate")
            .calls(
                    Activity.DETECTION_FINDING,
                    1,
                    ANY,
                    "security.threat.detected|security.breached_credential.detected|user.risk.detect"
                            + "|security.attack.start|user.account.report_suspicious_activity_by_enduser")
            .verbs(Activity.CREATE, "create add import enroll upload register issue")
            .verbs(Activity.READ, "read view list get search download export")
            .verbs(
                    Activity.UPDATE,
                    "update edit change activate deactivate enable disable reset lock unlock assign unassign grant"
                            + " suspend unsuspend approve deny rotate set")
            .verbs(Activity.DELETE, "delete remove revoke purge clear");

    private SystemLogActivity() {}

    /** By the whole type; else by the first word behind its last dot. */
    static Activity of(@Nullable String eventType) {
        if (eventType == null) {
            return Activity.NONE;
        }
        String type = eventType.toLowerCase(Locale.ROOT);
        Activity named = TABLE.call(ANY, type);
        if (named != null) {
            return named;
        }
        String last = type.substring(type.lastIndexOf('.') + 1);
        int end = last.indexOf('_');
        return TABLE.verb(end < 0 ? last : last.substring(0, end));
    }
}
