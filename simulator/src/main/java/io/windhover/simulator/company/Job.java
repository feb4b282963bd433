package io.windhover.simulator.company;

/** What somebody does in the company. */
public enum Job {
    DEVELOPER(0.34, "DeveloperAccess"),
    PLATFORM(0.07, "PlatformEngineer"),
    DATA(0.09, "DataAnalyst"),
    SUPPORT(0.12, "SupportReadOnly"),
    HELPDESK(0.02, ""),
    SECURITY(0.03, "SecurityAudit"),
    MANAGER(0.05, ""),
    BUSINESS(0.28, "");

    private final double share;
    private final String permissionSet;

    Job(double share, String permissionSet) {
        this.share = share;
        this.permissionSet = permissionSet;
    }

    double share() {
        return share;
    }

    /** Under which people of the job work in AWS; empty where they do not. */
    public String permissionSet() {
        return permissionSet;
    }

    public boolean isTechnical() {
        return this == DEVELOPER || this == PLATFORM || this == DATA || this == SECURITY;
    }
}
