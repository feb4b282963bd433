package io.windhover.connect.normalise.falco;

import io.windhover.connect.normalise.Activity;
import io.windhover.connect.normalise.ContextNames;
import io.windhover.connect.normalise.Described;
import io.windhover.connect.normalise.FieldValues;
import io.windhover.connect.normalise.KubernetesNames;
import io.windhover.connect.normalise.Outcome;
import io.windhover.connect.normalise.RecordNormaliser;
import io.windhover.connect.normalise.Resources;
import io.windhover.connect.normalise.SourceAddress;
import io.windhover.schemas.Api;
import io.windhover.schemas.Cloud;
import io.windhover.schemas.LogSource;
import io.windhover.schemas.Resource;
import io.windhover.schemas.SourceEndpoint;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Alerts of Falco as JSON ("Output formatting", Falco documentation), its own or handed on by falcosidekick, over HTTP or
 * Kafka. What they tell of beyond the rule's name is what the rule puts out.
 */
public final class AlertNormaliser extends RecordNormaliser<AlertField> {

    private static final Activity RAISED = new Activity(Activity.DETECTION_FINDING, 1);

    /** For alerts of any source of Falco's. */
    public AlertNormaliser() {
        super(new LogSource("falco", null, null), AlertField.TABLE, List.of(AlertField.TIME, AlertField.EVENT_TIME));
    }

    @Override
    protected Described describe(FieldValues<AlertField> alert) {
        return describe(alert, Map.of());
    }

    @Override
    protected Described describe(FieldValues<AlertField> alert, Map<String, String> context) {
        String cluster = context.get(ContextNames.CLUSTER);
        AlertIdentity identity = new AlertIdentity(alert, cluster);
        return new Described(
                alert.get(AlertField.UUID),
                RAISED,
                Outcome.UNKNOWN,
                identity.actor(),
                source(identity),
                new Api(alert.get(AlertField.SOURCE), alert.get(AlertField.RULE), null, null, null, null),
                new Cloud(identity.get(AlertField.CLOUDTRAIL_ACCOUNT), null, null),
                resources(identity, cluster));
    }

    private static SourceEndpoint source(AlertIdentity alert) {
        String address = AlertIdentity.first(
                alert.get(AlertField.CLOUDTRAIL_ADDRESS),
                AlertIdentity.first(alert.get(AlertField.GOOGLE_ADDRESS), alert.get(AlertField.OKTA_ADDRESS)));
        String agent = AlertIdentity.first(
                alert.get(AlertField.CLUSTER_AGENT),
                AlertIdentity.first(alert.get(AlertField.CLOUDTRAIL_AGENT), alert.get(AlertField.GOOGLE_AGENT)));
        return SourceAddress.endpoint(address, agent);
    }

    private static List<Resource> resources(AlertIdentity alert, @Nullable String cluster) {
        Resources resources = new Resources();
        resources.add(
                KubernetesNames.thing(
                        cluster,
                        alert.get(AlertField.TARGET_NAMESPACE),
                        alert.get(AlertField.TARGET_RESOURCE),
                        alert.get(AlertField.TARGET_NAME)),
                alert.get(AlertField.TARGET_RESOURCE));
        resources.add(alert.pod(), "pods");
        resources.add(alert.container(), "container");
        resources.add(alert.get(AlertField.REMOTE_ADDRESS), "ip");
        resources.add(alert.get(AlertField.SERVER_ADDRESS), "ip");
        String file = alert.get(AlertField.FILE);
        // Of a connection the field has its two ends.
        resources.add(file != null && file.startsWith("/") ? file : null, "file");
        return resources.list();
    }
}
