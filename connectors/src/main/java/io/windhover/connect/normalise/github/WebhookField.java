package io.windhover.connect.normalise.github;

import io.windhover.connect.normalise.FieldTable;

/** What is read of the body of a webhook: its members are the things that it is about. */
enum WebhookField {
    ACTION("action"),
    REF("ref"),

    SENDER("sender.login"),
    SENDER_ID("sender.id"),
    SENDER_TYPE("sender.type"),
    SENDER_PAGE("sender.html_url"),
    PUSHER("pusher.name"),
    REPOSITORY("repository.full_name"),
    REPOSITORY_PAGE("repository.html_url"),
    ORGANISATION("organization.login"),
    ENTERPRISE("enterprise.slug"),

    HOOK("hook_id"),
    MEMBER("member.login"),
    MEMBERSHIP_USER("membership.user.login"),
    TEAM("team.slug"),
    KEY("key.id"),
    RULESET("repository_ruleset.id"),
    INSTALLATION("installation.id"),
    INSTALLATION_ACCOUNT("installation.account.login"),

    COMMENT("comment.id"),
    COMMENT_UPDATED("comment.updated_at"),
    COMMENT_CREATED("comment.created_at"),
    REVIEW("review.id"),
    REVIEW_SUBMITTED("review.submitted_at"),
    JOB("workflow_job.id"),
    JOB_COMPLETED("workflow_job.completed_at"),
    JOB_STARTED("workflow_job.started_at"),
    JOB_CONCLUSION("workflow_job.conclusion"),
    RUN("workflow_run.id"),
    RUN_UPDATED("workflow_run.updated_at"),
    RUN_CONCLUSION("workflow_run.conclusion"),
    CHECK("check_run.id"),
    CHECK_COMPLETED("check_run.completed_at"),
    CHECK_CONCLUSION("check_run.conclusion"),
    PULL_REQUEST("pull_request.number"),
    PULL_REQUEST_UPDATED("pull_request.updated_at"),
    PULL_REQUEST_CREATED("pull_request.created_at"),
    ISSUE("issue.number"),
    ISSUE_UPDATED("issue.updated_at"),
    ISSUE_CREATED("issue.created_at"),
    RELEASE("release.id"),
    RELEASE_PUBLISHED("release.published_at"),
    ALERT("alert.number"),
    ALERT_UPDATED("alert.updated_at"),
    HEAD_COMMIT_TIME("head_commit.timestamp");

    static final FieldTable<WebhookField> TABLE = FieldTable.of(values(), WebhookField::path);

    private final String path;

    WebhookField(String path) {
        this.path = path;
    }

    private String path() {
        return path;
    }
}
