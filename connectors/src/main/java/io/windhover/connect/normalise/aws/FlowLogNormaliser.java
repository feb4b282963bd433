package io.windhover.connect.normalise.aws;

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
import io.windhover.schemas.Resource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * VPC flow logs ("Flow log records", Amazon VPC User Guide), as the reader renders their lines: a JSON object of the
 * columns that have data. A record is of up to ten minutes of one flow; its time is their end, since it is written later
 * than that, and its beginning would often be too late to be counted.
 *
 * <p>Nobody acts in a flow: it has no principal. The address it goes to is the first of its resources, so that lists of
 * bad addresses meet it.
 */
public final class FlowLogNormaliser extends RecordNormaliser<FlowLogField> {

    private static final Activity TRAFFIC = new Activity(Activity.NETWORK_ACTIVITY, 6);
    private static final Activity REFUSED = new Activity(Activity.NETWORK_ACTIVITY, 5);
    private static final Activity NOTHING_SEEN = new Activity(Activity.NETWORK_ACTIVITY, 0);

    /** For records of any format that has a time. */
    public FlowLogNormaliser() {
        super(
                new LogSource("aws", "vpcflow", "firewall"),
                FlowLogField.TABLE,
                List.of(FlowLogField.END, FlowLogField.START));
    }

    @Override
    protected Described describe(FieldValues<FlowLogField> record) {
        String account = record.get(FlowLogField.ACCOUNT);
        boolean rejected = "REJECT".equals(record.get(FlowLogField.ACTION));
        boolean accepted = "ACCEPT".equals(record.get(FlowLogField.ACTION));
        return new Described(
                null,
                rejected ? REFUSED : accepted ? TRAFFIC : NOTHING_SEEN,
                rejected ? Outcome.FAILURE : accepted ? Outcome.SUCCESS : Outcome.UNKNOWN,
                new Actor(null, null, null, null, null, null, null, null, null, null, null),
                SourceAddress.endpoint(record.first(FlowLogField.PACKET_SOURCE, FlowLogField.SOURCE), null),
                new Api(
                        null,
                        record.get(FlowLogField.ACTION),
                        null,
                        null,
                        rejected ? record.get(FlowLogField.REJECT_REASON) : null,
                        null),
                new Cloud(account, null, record.get(FlowLogField.REGION)),
                resources(record, account));
    }

    private static List<Resource> resources(FieldValues<FlowLogField> record, @Nullable String account) {
        Resources resources = new Resources();
        resources.add(address(record.first(FlowLogField.PACKET_DESTINATION, FlowLogField.DESTINATION)), "ip");
        resources.add(record.get(FlowLogField.INTERFACE), "AWS::EC2::NetworkInterface", account);
        resources.add(record.get(FlowLogField.INSTANCE), "AWS::EC2::Instance", account);
        resources.add(record.get(FlowLogField.TASK), "AWS::ECS::Task", account);
        resources.add(record.get(FlowLogField.SUBNET), "AWS::EC2::Subnet", account);
        resources.add(record.get(FlowLogField.VPC), "AWS::EC2::VPC", account);
        return resources.list();
    }

    private static @Nullable String address(@Nullable String text) {
        String ip = text == null ? null : SourceAddress.ip(text);
        return ip == null ? text : ip;
    }
}
