package io.windhover.connect.normalise.gcp;

import io.windhover.connect.normalise.FieldValues;
import io.windhover.connect.normalise.gcp.WorkspaceActivity.Parameter;
import java.util.List;
import java.util.stream.Stream;

/** Reads the parameters of a Workspace event, which stand under other names in each of its two shapes. */
final class WorkspaceParameters {

    private WorkspaceParameters() {}

    static <F extends Enum<F>> List<Parameter> of(List<FieldValues<F>> list, F name, F value, F values) {
        return list.stream()
                .flatMap(parameter -> Stream.concat(
                                Stream.ofNullable(parameter.get(value)),
                                parameter.list(values).stream()
                                        .flatMap(element -> Stream.ofNullable(element.get(values))))
                        .map(text -> new Parameter(parameter.get(name), text)))
                .toList();
    }
}
