package io.windhover.connect.normalise.microsoft;

import io.windhover.connect.normalise.Activity;
import io.windhover.connect.normalise.Described;
import io.windhover.connect.normalise.FieldValues;
import io.windhover.connect.normalise.Outcome;
import io.windhover.connect.normalise.RecordNormaliser;
import io.windhover.connect.normalise.Resources;
import io.windhover.connect.normalise.SourceAddress;
import io.windhover.schemas.Actor;
import io.windhover.schemas.Api;
import io.windhover.schemas.Cloud;
import io.windhover.schemas.LogSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Entra ID Protection finds: risk detections, and people and programs whose risk changed ("riskDetection" and
 * "riskyUser", Microsoft Graph reference). Its time is when the risk was found: that may be days after what was risky.
 */
public final class RiskNormaliser extends RecordNormaliser<RiskField> {

    private static final Activity DETECTED = new Activity(Activity.DETECTION_FINDING, 1);
    private static final Activity CHANGED = new Activity(Activity.DETECTION_FINDING, 2);

    /** For detections and for who is at risk. */
    public RiskNormaliser() {
        super(
                new LogSource("azure", "riskdetection", null),
                RiskField.TABLE,
                List.of(
                        RiskField.DETECTED,
                        RiskField.UPDATED,
                        RiskField.GRAPH_DETECTED,
                        RiskField.GRAPH_UPDATED,
                        RiskField.TIME));
    }

    @Override
    protected Described describe(FieldValues<RiskField> record) {
        String type = record.first(RiskField.EVENT_TYPE, RiskField.GRAPH_EVENT_TYPE);
        Actor actor = actor(record);
        Resources resources = new Resources();
        resources.add(actor.getPrincipal(), actor.getType());
        return new Described(
                uid(record),
                type == null ? CHANGED : DETECTED,
                Outcome.UNKNOWN,
                actor,
                SourceAddress.endpoint(record.first(RiskField.ADDRESS, RiskField.GRAPH_ADDRESS), null),
                new Api(
                        record.first(RiskField.SERVICE, RiskField.GRAPH_SERVICE),
                        type == null ? record.get(RiskField.OPERATION) : type,
                        record.first(RiskField.REQUEST, RiskField.GRAPH_REQUEST, RiskField.CORRELATION),
                        null,
                        null,
                        null),
                new Cloud(null, record.get(RiskField.TENANT), null),
                resources.list());
    }

    /** A risk keeps its id while its state changes: each state is an event. */
    private static @Nullable String uid(FieldValues<RiskField> record) {
        String id = record.first(RiskField.ID, RiskField.GRAPH_ID);
        String state = record.first(RiskField.STATE, RiskField.GRAPH_STATE);
        String updated = record.first(List.of(
                RiskField.UPDATED,
                RiskField.GRAPH_UPDATED,
                RiskField.DETECTION_UPDATED,
                RiskField.GRAPH_DETECTION_UPDATED,
                RiskField.TIME));
        return id == null ? null : id + "|" + state + "|" + updated;
    }

    private static Actor actor(FieldValues<RiskField> record) {
        String user = DirectoryName.idOrNobody(record.first(RiskField.USER, RiskField.GRAPH_USER));
        String name = DirectoryName.userPrincipalName(record.first(RiskField.USER_NAME, RiskField.GRAPH_USER_NAME));
        String program = DirectoryName.idOrNobody(record.first(RiskField.PROGRAM, RiskField.GRAPH_PROGRAM));
        boolean changed = record.first(RiskField.EVENT_TYPE, RiskField.GRAPH_EVENT_TYPE) == null;
        if (changed && user == null && program == null) {
            // A risky user's or program's own id is the risk's.
            String id = DirectoryName.objectId(record.first(RiskField.ID, RiskField.GRAPH_ID));
            boolean ofProgram = name == null && record.get(RiskField.DISPLAY_NAME) != null;
            user = ofProgram ? null : id;
            program = ofProgram ? id : null;
        }
        boolean ofPerson = user != null || name != null;
        String programName = record.first(RiskField.PROGRAM_NAME, RiskField.GRAPH_PROGRAM_NAME, RiskField.DISPLAY_NAME);
        String id = ofPerson ? user : program;
        return new Actor(
                id == null ? name : id,
                ofPerson ? "user" : program == null ? null : "servicePrincipal",
                id,
                ofPerson ? name : programName,
                null,
                null,
                null,
                null,
                null,
                null,
                ofPerson ? DirectoryName.alias(id, name) : null);
    }
}
