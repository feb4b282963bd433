package io.windhover.simulator.log;

import io.windhover.simulator.journal.Journal;
import io.windhover.simulator.journal.Label;

/** The writers of all logs over one journal. */
public record Logs(
        Journal journal,
        AwsLog aws,
        EntraLog entra,
        AzureLog azure,
        GcpLog gcp,
        WorkspaceLog workspace,
        KubernetesLog kubernetes,
        OktaLog okta,
        GitHubLog github,
        FalcoLog falco) {

    public static Logs over(Journal journal) {
        return new Logs(
                journal,
                new AwsLog(journal),
                new EntraLog(journal),
                new AzureLog(journal),
                new GcpLog(journal),
                new WorkspaceLog(journal),
                new KubernetesLog(journal),
                new OktaLog(journal),
                new GitHubLog(journal),
                new FalcoLog(journal));
    }

    /** The same for honest events. */
    public Logs unlabelled() {
        return over(journal.unlabelled());
    }

    /** The same for the events of one attack. */
    public Logs labelled(Label label) {
        return over(journal.labelled(label));
    }
}
