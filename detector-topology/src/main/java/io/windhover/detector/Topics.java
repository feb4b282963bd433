package io.windhover.detector;

import java.util.List;

/**
 * The topics that the detector reads and writes. Names are a contract with everybody who subscribes: they follow the
 * prefix of the configuration and only ever get added to.
 *
 * @param events normalised events, keyed by a hash of their uid
 * @param rules rule documents and manifests: compacted, one partition
 * @param lists entries of the operator's lists: compacted
 * @param identities aliases of people: compacted
 * @param observations what stateful rules need of events, on their way from match to remember
 * @param findings verdicts on their way from match and remember to triage, keyed by entity
 * @param activity which sources the events' partitions bring, keyed by partition: one partition
 * @param alerts what an analyst sees, keyed by entity
 * @param lineage who comes from whom, and the alerts on their way to where all of it comes from, keyed by node
 * @param incidents alerts of one entity and of what is linked with it, as one story, keyed by incident
 * @param dispositions what analysts decide about alerts, keyed by alert: compacted
 * @param decisions the same on its way to triage, keyed by entity
 * @param deadLetter what could not be read, as received, with the reason in headers
 */
public record Topics(
        String events,
        String rules,
        String lists,
        String identities,
        String observations,
        String findings,
        String activity,
        String alerts,
        String lineage,
        String incidents,
        String dispositions,
        String decisions,
        String deadLetter) {

    /** The topics under a prefix, {@code windhover} unless the operator says otherwise. */
    public static Topics under(String prefix) {
        return new Topics(
                prefix + ".events",
                prefix + ".rules",
                prefix + ".lists",
                prefix + ".identities",
                prefix + ".observations",
                prefix + ".findings",
                prefix + ".activity",
                prefix + ".alerts",
                prefix + ".lineage",
                prefix + ".incidents",
                prefix + ".dispositions",
                prefix + ".decisions",
                prefix + ".dead-letter");
    }

    /** No topic, but named like one: under its subject the schema of the events stands that observations have in them. */
    public String gatheredEvents() {
        return observations + ".event";
    }

    /** All of their names. */
    public List<String> all() {
        return List.of(
                events,
                rules,
                lists,
                identities,
                observations,
                findings,
                activity,
                alerts,
                lineage,
                incidents,
                dispositions,
                decisions,
                deadLetter);
    }
}
