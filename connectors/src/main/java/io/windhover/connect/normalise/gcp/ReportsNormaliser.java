package io.windhover.connect.normalise.gcp;

import io.windhover.connect.normalise.Described;
import io.windhover.connect.normalise.FieldValues;
import io.windhover.connect.normalise.RecordNormaliser;
import io.windhover.connect.normalise.SourceAddress;
import io.windhover.schemas.Actor;
import io.windhover.schemas.Api;
import io.windhover.schemas.Cloud;
import io.windhover.schemas.LogSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Activities of Google Workspace from the Reports API ("Activities", Admin SDK reference). */
public final class ReportsNormaliser extends RecordNormaliser<ReportsField> {

    /** Stands in a profile id's place where Google hides whose it is. */
    private static final String HIDDEN_PROFILE = "105250506097979753968";

    /**
     * For one application.
     *
     * @param application its name in the records, such as {@code admin} or {@code drive}; null for any other
     */
    public ReportsNormaliser(@Nullable String application) {
        super(
                new LogSource("gcp", "google_workspace" + (application == null ? "" : "." + application), null),
                ReportsField.TABLE,
                List.of(ReportsField.TIME));
    }

    @Override
    protected Described describe(FieldValues<ReportsField> record) {
        WorkspaceActivity activity = new WorkspaceActivity(record.list(ReportsField.EVENTS).stream()
                .map(event -> new WorkspaceActivity.Event(
                        event.get(ReportsField.EVENT_NAME),
                        WorkspaceParameters.of(
                                event.list(ReportsField.PARAMETERS),
                                ReportsField.PARAMETER_NAME,
                                ReportsField.PARAMETER_VALUE,
                                ReportsField.PARAMETER_VALUES)))
                .toList());
        String qualifier = record.get(ReportsField.QUALIFIER);
        String application = record.get(ReportsField.APPLICATION);
        return new Described(
                qualifier == null ? null : record.get(ReportsField.TIME) + "|" + qualifier + "|" + application,
                activity.activity(),
                activity.outcome(),
                actor(record),
                SourceAddress.endpoint(record.get(ReportsField.ADDRESS), null),
                new Api(application, activity.operation(), qualifier, null, null, null),
                new Cloud(null, record.get(ReportsField.CUSTOMER), null),
                activity.resources());
    }

    private static Actor actor(FieldValues<ReportsField> record) {
        String email = record.get(ReportsField.EMAIL);
        String profile = record.get(ReportsField.PROFILE);
        String known = HIDDEN_PROFILE.equals(profile) ? null : profile;
        String key = record.get(ReportsField.KEY);
        String principal = email != null ? email.toLowerCase(Locale.ROOT) : known != null ? known : key;
        return new Actor(
                principal,
                record.get(ReportsField.CALLER_TYPE),
                known,
                email == null ? key : email,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
