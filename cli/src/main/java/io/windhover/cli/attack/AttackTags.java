package io.windhover.cli.attack;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a rule's tags say of MITRE ATT&CK, in their order and without repetitions.
 *
 * @param tactics by their short names with hyphens, for example {@code credential-access}. ATT&CK adds and renames
 *     tactics: whatever is no id of something else counts as one
 * @param techniques by their ids, for example {@code T1098.003}
 * @see <a href="https://github.com/SigmaHQ/sigma-specification/blob/main/specification/sigma-appendix-tags.md">Sigma's
 *     tags</a>
 */
public record AttackTags(List<String> tactics, List<String> techniques) {
    private static final Pattern TAG = Pattern.compile("attack\\.(\\S+)");
    private static final Pattern TECHNIQUE = Pattern.compile("t\\d{4}(?:\\.\\d{3})?");
    /** Groups, software, campaigns, mitigations and data sources. */
    private static final Pattern OTHER_ID = Pattern.compile("(?:[gscm]|ds)\\d{4}");

    public AttackTags {
        tactics = List.copyOf(tactics);
        techniques = List.copyOf(techniques);
    }

    /** Of a rule's tags; those of other namespaces are passed over. */
    public static AttackTags of(List<String> tags) {
        Set<String> tactics = new LinkedHashSet<>();
        Set<String> techniques = new LinkedHashSet<>();
        for (String tag : tags) {
            Matcher attack = TAG.matcher(tag.toLowerCase(Locale.ROOT));
            if (!attack.matches()) {
                continue;
            }
            String name = attack.group(1);
            if (TECHNIQUE.matcher(name).matches()) {
                techniques.add(name.toUpperCase(Locale.ROOT));
            } else if (!OTHER_ID.matcher(name).matches()) {
                tactics.add(name.replace('_', '-'));
            }
        }
        return new AttackTags(new ArrayList<>(tactics), new ArrayList<>(techniques));
    }
}
