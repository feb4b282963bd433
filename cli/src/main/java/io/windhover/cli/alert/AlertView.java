package io.windhover.cli.alert;

import io.windhover.cli.attack.AttackTags;
import io.windhover.schemas.Alert;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.Evidence;
import io.windhover.schemas.Level;
import io.windhover.schemas.Reason;
import io.windhover.schemas.RuleReference;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is shown of an alert. Texts stand as the log has them: whoever prints them makes them safe first.
 *
 * @param time event time of the event that fired it
 * @param level how grave
 * @param rule the rule that fired
 * @param entity whom it is about
 * @param context the fields that the rule asks to show
 * @param message who did what, in one sentence
 * @param event the event that fired it
 * @param why of a rule that remembers, what made it fire
 */
public record AlertView(
        Instant time,
        Level level,
        RuleReference rule,
        String entity,
        Map<String, String> context,
        String message,
        CloudEvent event,
        Why why) {
    /**
     * Why a rule that remembers fired.
     *
     * @param reasons by name
     * @param group the values by which it keeps events apart
     * @param values that it judged
     * @param related the other events
     */
    public record Why(List<Reason> reasons, List<String> group, List<String> values, List<Evidence> related) {
        /** Of a rule that judges single events. */
        public static final Why NONE = new Why(List.of(), List.of(), List.of(), List.of());

        public Why {
            reasons = List.copyOf(reasons);
            group = List.copyOf(group);
            values = List.copyOf(values);
            related = List.copyOf(related);
        }

        boolean isNone() {
            return equals(NONE);
        }
    }

    private static final Pattern ARN = Pattern.compile("arn:[^:]*:[^:]*:[^:]*:([^:]*):(.+)");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int LONGEST_DETAIL = 60;
    private static final String AWS_DOMAIN = ".amazonaws.com";

    /** Of a record of the alerts topic that has the event which opened it. */
    public static AlertView of(Alert alert, CloudEvent event) {
        return new AlertView(
                event.getTime(),
                alert.getLevel(),
                alert.getRule(),
                alert.getEntity(),
                alert.getContext(),
                alert.getMessage(),
                event,
                new Why(
                        alert.getReasons(),
                        alert.getGroup(),
                        alert.getValues(),
                        alert.getReasons().isEmpty()
                                ? List.of()
                                : alert.getEvidence().stream()
                                        .filter(evidence -> !evidence.getUid().equals(event.getUid()))
                                        .toList()));
    }

    /** The level as rules write it. */
    public String levelName() {
        return level.name().toLowerCase(Locale.ROOT);
    }

    /** ATT&CK techniques among the rule's tags, for example T1098.003. */
    public List<String> techniques() {
        return AttackTags.of(rule.getTags()).techniques();
    }

    /** Whoever acted, in its short form: an ARN without what is the same in all of them. */
    String shortPrincipal() {
        return shortName(
                why.isNone()
                        ? Optional.ofNullable(event.getActor().getPrincipal()).orElse(entity)
                        : entity);
    }

    /** The address, or what the log has in its place. */
    Optional<String> address() {
        return Optional.ofNullable(event.getSource().getIp())
                .or(() -> Optional.ofNullable(event.getSource().getHostname()));
    }

    /** What happened: service and operation, the error if it failed, and the rule's context; of a rule that remembers, why it fired. */
    String whatHappened() {
        if (!why.isNone()) {
            String reasons = why.reasons().stream()
                    .map(reason -> reason.getName() + " " + reason.getValue())
                    .collect(Collectors.joining("; "));
            return message + (reasons.isEmpty() ? "" : " (" + reasons + ")");
        }
        String operation = Optional.ofNullable(event.getApi().getOperation()).orElse("?");
        String service = Optional.ofNullable(event.getApi().getService())
                .map(name -> name.replace(AWS_DOMAIN, "") + ":")
                .orElse("");
        String error = Optional.ofNullable(event.getApi().getError())
                .map(code -> " failed with " + code)
                .orElse("");
        String details = context.entrySet().stream()
                .filter(field -> !isShownElsewhere(field.getValue()))
                .map(field -> lastSegment(field.getKey()) + "=" + shortened(shortName(field.getValue())))
                .collect(Collectors.joining(", "));
        return service + operation + error + (details.isEmpty() ? "" : " (" + details + ")");
    }

    private boolean isShownElsewhere(String value) {
        return address().filter(value::equals).isPresent()
                || value.equals(event.getSource().getUserAgent())
                || value.equals(event.getApi().getError())
                || value.equals(event.getApi().getOperation())
                || value.equals(event.getApi().getService());
    }

    private static String lastSegment(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static String shortened(String text) {
        String value = BLANKS.matcher(text).replaceAll(" ");
        return value.length() > LONGEST_DETAIL ? value.substring(0, LONGEST_DETAIL - 1) + "\u2026" : value;
    }

    /** An ARN without what is the same in all of them; any other name as it is. */
    static String shortName(String name) {
        var arn = ARN.matcher(name);
        return arn.matches() ? (arn.group(1).isEmpty() ? "" : arn.group(1) + ":") + arn.group(2) : name;
    }
}
