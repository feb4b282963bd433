/**
 * Names that rules use for fields, and where the fields stand in the raw log: data, one YAML file per log source.
 *
 * <pre>
 * logsource: {product: azure, service: auditlogs}   # as in a rule; what it does not name matches all
 * fields:
 *   Category: properties.category                   # a path through the raw event, arrays included
 *   Status: [properties.result, properties.reason]  # several: the field has the values of all
 *   'Target.*': {path: 'properties.target.*', case: camel}
 * known: [category, properties, properties.result]  # keys of events, to warn of others
 * </pre>
 *
 * <p>{@code known} has an event's first keys and, with a dot, the second ones of those where they are known. {@code *}
 * among them, or {@code properties.*}, says that there are others: only what is nearly one of the list is then warned of.
 *
 * <p>A field's own name is always one of its paths. {@code *} at the end of a name stands for its rest. {@code "…"} around
 * a key in a path keeps the dots in it. A source in long form has one of {@code path}, {@code constant} (a fixed text)
 * and {@code normalised} (a name with prefix {@code ocsf.} or {@code entity.}), and perhaps
 *
 * <ul>
 *   <li>{@code name}, {@code value}, {@code key}: the path is a list of objects; of those whose {@code name} is the text
 *       {@code key}, the {@code value};
 *   <li>{@code translate} (a map from texts to texts), {@code before}, {@code after}, {@code after-last} (what stands
 *       before or after a separator), {@code strip} (characters taken off both ends), applied in the order written;
 *   <li>{@code present}, {@code missing} (paths), {@code when}, {@code unless} (maps from paths to texts): the source
 *       counts only if all of these hold.
 * </ul>
 */
@NullMarked
package io.windhover.rules.alias;

import org.jspecify.annotations.NullMarked;
