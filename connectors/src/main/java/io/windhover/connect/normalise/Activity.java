package io.windhover.connect.normalise;

/**
 * A class of OCSF 1.8 and an activity in it.
 *
 * @param classUid 0 where no class fits
 * @param activityId 99 where the class has no activity for it
 */
public record Activity(int classUid, int activityId) {

    public static final int AUTHENTICATION = 3002;
    public static final int ENTITY_MANAGEMENT = 3004;
    public static final int GROUP_MANAGEMENT = 3006;
    public static final int USER_MANAGEMENT = 3007;
    public static final int ROLE_MANAGEMENT = 3008;
    public static final int DETECTION_FINDING = 2004;
    public static final int NETWORK_ACTIVITY = 4001;
    public static final int API_ACTIVITY = 6003;

    /** What no class is for. */
    public static final Activity NONE = new Activity(0, 0);

    public static final Activity LOGON = new Activity(AUTHENTICATION, 1);
    public static final Activity LOGOFF = new Activity(AUTHENTICATION, 2);
    public static final Activity CREATE = new Activity(API_ACTIVITY, 1);
    public static final Activity READ = new Activity(API_ACTIVITY, 2);
    public static final Activity UPDATE = new Activity(API_ACTIVITY, 3);
    public static final Activity DELETE = new Activity(API_ACTIVITY, 4);

    /** A call that neither creates, reads, updates nor deletes, as far as is known. */
    public static final Activity OTHER = new Activity(API_ACTIVITY, 99);
}
