package io.windhover.detector;

/**
 * Every name that Kafka Streams puts into topics, metrics and the state directory. A name that has shipped never
 * changes its meaning: a running deployment's state is found by it.
 */
public final class Names {
    /** Source of normalised events. */
    public static final String EVENTS_SOURCE = "events-source";
    /** Stage match: rules judge events. */
    public static final String MATCH = "match";
    /** Sink of findings. */
    public static final String FINDINGS_SINK = "findings-sink";
    /** Source of findings. */
    public static final String FINDINGS_SOURCE = "findings-source";
    /** Stage triage: findings become alerts. */
    public static final String TRIAGE = "triage";
    /** Sink of alerts. */
    public static final String ALERTS_SINK = "alerts-sink";
    /** Source of the rules topic. */
    public static final String RULES_SOURCE = "rules-source";
    /** Keeps the rules topic and makes the active rule set from it. */
    public static final String RULE_SET = "rule-set";

    /** Source of the lists topic. */
    public static final String LISTS_SOURCE = "lists-source";
    /** Keeps the lists that rules look values up in. */
    public static final String LISTS = "lists";

    /** Source of the identities topic. */
    public static final String IDENTITIES_SOURCE = "identities-source";
    /** Keeps the map that joins the names of one person. */
    public static final String IDENTITIES = "identities";
    /** Tells which sources a partition of the events topic brings. */
    public static final String ACTIVITY = "activity";
    /** Sink of what the partitions tell. */
    public static final String ACTIVITY_SINK = "activity-sink";
    /** Source of what the partitions tell. */
    public static final String ACTIVITY_SOURCE = "activity-source";
    /** Stage silence: notices sources that are not heard any more. */
    public static final String SILENCE = "silence";
    /** Sink of alerts about silent sources: the stage has its own, or it would share its task with triage. */
    public static final String SILENCE_ALERTS_SINK = "silence-alerts-sink";

    /** Source of what analysts decide about alerts. */
    public static final String DISPOSITIONS_SOURCE = "dispositions-source";
    /** Sends it to the tasks that have the alerts. */
    public static final String DISPOSITIONS = "dispositions";
    /** Sink of what analysts decide, keyed by entity. */
    public static final String DECISIONS_SINK = "decisions-sink";
    /** Source of what analysts decide, keyed by entity. */
    public static final String DECISIONS_SOURCE = "decisions-source";
    /** Part of stage triage: puts decisions into alerts. */
    public static final String DECISIONS = "decisions";
    /** Sink of what a baseline is to take as usual. */
    public static final String ACCEPTED_SINK = "accepted-sink";
    /** Sink of findings about rules that flood. */
    public static final String FLOODS_SINK = "floods-sink";

    /** Sink of observations, from match. */
    public static final String OBSERVATIONS_SINK = "observations-sink";
    /** Source of observations. */
    public static final String OBSERVATIONS_SOURCE = "observations-source";
    /** Stage remember: stateful rules judge observations. */
    public static final String REMEMBER = "remember";
    /** Sink of findings of stateful rules. */
    public static final String REMEMBERED_SINK = "remembered-sink";
    /** Sink of observations that stateful rules make for others. */
    public static final String ONWARD_SINK = "onward-sink";
    /** Tells from whom keys and pods come. */
    public static final String LINKS = "links";
    /** Sink of what the events tell of that. */
    public static final String LINKS_SINK = "links-sink";
    /** Sink of what triage tells the incidents of alerts. */
    public static final String ALERT_STEPS_SINK = "alert-steps-sink";
    /** Source of links and alerts by node. */
    public static final String LINEAGE_SOURCE = "lineage-source";
    /** Stage incidents: alerts of one entity and of what comes from it become one story. */
    public static final String INCIDENTS = "incidents";
    /** Sink of alerts on their way to the next node. */
    public static final String LINEAGE_SINK = "lineage-sink";
    /** Sink of incidents. */
    public static final String INCIDENTS_SINK = "incidents-sink";

    /** Global store of the rules topic, by record key. */
    public static final String RULES_STORE = "rules";
    /** Global store of the lists topic: empty, since the index that is looked up in has the entries. */
    public static final String LISTS_STORE = "lists-entries";
    /** Global store of the identities topic: empty, since the map that is looked up in has the entries. */
    public static final String IDENTITIES_STORE = "identities-entries";
    /** Open and recent episodes, by entity, rule and dedup value. */
    public static final String EPISODES_STORE = "triage-episodes";
    /** Keys of episodes that have grown since their last alert record. */
    public static final String GROWN_STORE = "triage-grown";
    /** Alerts that opened, by span of event time and rule. */
    public static final String OPENED_STORE = "triage-opened";

    /** Nothing: it lets match forward what it has gathered before it commits. */
    public static final String GATHERED_STORE = "match-gathered";
    /** What stateful rules remember, by rule and group. */
    public static final String GROUPS_STORE = "remember-groups";
    /** Groups that must be asked when the watermark has reached a time, by that time. */
    public static final String TIMERS_STORE = "remember-timers";
    /** Risk of entities, by entity and risk policy. */
    public static final String RISK_STORE = "triage-risk";
    /** Who comes from whom, with alerts and incidents, by node. */
    public static final String LINEAGE_STORE = "incidents-lineage";

    /** Sources that were heard, by product and service. */
    public static final String SOURCES_STORE = "silence-sources";
    /** Up to which ingest time each partition of the events topic is read. */
    public static final String PROGRESS_STORE = "silence-progress";

    private Names() {}
}
